using System.Text;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Cli.Commands;
using Hud.Cli.Live;
using Hud.Cli.Tests.Commands;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Seed.Http;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Remote;

/// <summary>hud watch and hud logs against a scripted seed.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private static readonly System.Collections.Immutable.ImmutableSortedDictionary<string, string> Nothing =
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty;

    private readonly TrialLine[] _lines;

    public WatchTests()
    {
        GivenRun.Write(_folder, done: 0);
        _lines =
        [
            .. GivenRun.Reader.Read(_folder["given.yaml"], null).Trials.Select((t, i) => new TrialLine(
                TrialKey.Of(t).Value, t.Method, t.Scene.Name, t.Seed, Nothing, i == 0 ? TrialStatus.Pending : TrialStatus.Recorded, i == 0 ? 0 : 1, null, null)),
        ];
    }

    public void Dispose() => _folder.Dispose();

    private static Func<string, byte[]?> Text(string type, string body, string status = "200 OK") => _ =>
        LoopbackServer.Answer(status, $"Content-Type: {type}\nContent-Length: {Encoding.UTF8.GetByteCount(body)}", Encoding.UTF8.GetBytes(body));

    private Func<string, byte[]?> Ledger() => Text("application/json", File.ReadAllText(_folder["ledger.json"]));

    private Func<string, byte[]?> Trials() =>
        Text("application/json", JsonSerializer.Serialize(new TrialPage([.. _lines], null), ApiJson.Default.TrialPage));

    private string Change(int id, string kind, string more = "") =>
        $"event: change\nid: {id}\ndata: {{\"kind\":\"{kind}\",\"at\":\"2026-06-01T12:00:00+00:00\",\"trial\":\"{_lines[0].Key}\",\"attempt\":1,\"node\":\"n1\"{more}}}\n\n";

    private static (CommandRun Run, string Shown) Watch(LoopbackServer server)
    {
        using var shown = new StringWriter { NewLine = "\n" };
        var run = CommandRun.Of(
            WatchCommand.Create(() => new PlainView(shown, TimeProvider.System)), "given-1", "--server", server.Address.ToString());
        return (run, shown.ToString());
    }

    [Fact]
    public void Watch_goes_on_after_a_lost_connection_from_the_last_event_to_the_end()
    {
        using var server = new LoopbackServer(
            Ledger(),
            Text("text/event-stream", "event: hello\nid: 4\ndata: {}\n\n" + Change(5, "assigned")),
            Trials(),
            Text("text/event-stream", "event: hello\nid: 5\ndata: {}\n\n" + Change(6, "recorded")));
        var (run, shown) = Watch(server);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches("(?s)4 trials, 3 recorded.+hud on field, seed 1: starts.+lost sight of the cluster.+in sight again.+seed 1: done .*4 of 4 done", shown);
        Assert.DoesNotContain("Last-Event-ID", server.Requests[1], StringComparison.Ordinal);
        Assert.Contains("Last-Event-ID: 5", server.Requests[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_goes_on_where_the_last_end_brought_a_trial_that_the_ledger_tells_of_later()
    {
        var plan = GivenRun.Reader.Read(_folder["given.yaml"], null) with { UntilDecided = new SeedsUntilDecided(2, 3) };
        var grown = plan with { Trials = plan.Trials.Add(plan.Trials[0] with { Seed = 3 }) };
        var more = _lines[0] with { Key = TrialKey.Of(grown.Trials[^1]).Value, Seed = 3 };
        static Func<string, byte[]?> LedgerOf(ExperimentPlan plan) => Text("application/json", RecordFile.Write(new ExperimentRecord(plan, Experiments.Results.Ledger.Empty)));
        static Func<string, byte[]?> Summary(int recorded) => Text("application/json", JsonSerializer.Serialize(
            new ExperimentDocument(new("given-1", "given", Trials: 5, Running: 0, recorded, Failed: 0), []), ApiJson.Default.ExperimentDocument));
        using var server = new LoopbackServer(
            LedgerOf(plan),
            Text("text/event-stream", "event: hello\nid: 4\ndata: {}\n\n" + Change(5, "recorded")),
            Trials(),
            Summary(recorded: 4), LedgerOf(plan),
            Summary(recorded: 4), LedgerOf(grown),
            Text("application/json", JsonSerializer.Serialize(
                new TrialPage([.. _lines.Select(l => l with { Status = TrialStatus.Recorded }), more], null), ApiJson.Default.TrialPage)),
            Text("text/event-stream", "event: hello\nid: 5\ndata: {}\n\n" + Change(6, "recorded").Replace(_lines[0].Key, more.Key, StringComparison.Ordinal)),
            Summary(recorded: 5));
        var (run, shown) = Watch(server);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Matches("(?s)seed 1: done .*4 of 4 done.+1 more, 5 trials now.+seed 3: done .*5 of 5 done", shown);
    }

    [Fact]
    public void Watch_of_a_trial_that_fails_says_so_by_its_exit_code()
    {
        using var server = new LoopbackServer(
            Ledger(),
            Text("text/event-stream", "event: hello\nid: 4\ndata: {}\n\n" + Change(5, "failed", ",\"detail\":\"loss is NaN\"")),
            Trials());
        var (run, shown) = Watch(server);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("failed: loss is NaN", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_of_an_unknown_experiment_is_refused()
    {
        using var server = new LoopbackServer(Text("application/problem+json", """{"title":"x","status":404,"detail":"no experiment 'given-1' here"}""", "404 Not Found"));
        Assert.Contains("no experiment", Assert.Throws<Experiments.InputException>(() => Watch(server)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_prints_the_last_lines_in_words_and_as_they_are()
    {
        const string Log = """
            {"step":1,"loss":0.5,"running_loss":0.5}
            {"step":2,"loss":0.25,"running_loss":0.375}
            half a li
            """;
        using var server = new LoopbackServer(Text("text/plain", Log));
        string[] args = ["5c5bf7c209b8", "--tail", "1", "--server", server.Address.ToString()];
        Assert.Equal("step       2  loss 0.2500  mean 0.3750\n", CommandRun.Of(LogsCommand.Create(), args).Output);
        Assert.Equal("{\"step\":2,\"loss\":0.25,\"running_loss\":0.375}\n", CommandRun.Of(LogsCommand.Create(), [.. args, "--json"]).Output);
        Assert.Contains("Range: bytes=0-", server.Requests[0], StringComparison.Ordinal);
    }
}
