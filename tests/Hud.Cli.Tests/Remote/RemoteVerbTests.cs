using System.CommandLine;
using System.Text;
using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Cli.Remote;
using Hud.Cli.Tests.Commands;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Remote;

/// <summary>The verbs that speak to a cluster, against a scripted server.</summary>
public sealed class RemoteVerbTests
{
    private const string Two = """
        {"experiments":[{"id":"tiny-1","name":"tiny","trials":4,"running":1,"recorded":2,"failed":0},
        {"id":"a-name-as-long-as-anybody-would-care-to-type-for-an-experiment-of-his-0123456789ab","name":"a","trials":100000,
        "running":16,"recorded":99000,"failed":0}]}
        """;

    private static Func<string, byte[]?> Answer(string json, string status = "200 OK") =>
        _ => LoopbackServer.Answer(status, $"Content-Type: application/json\nContent-Length: {Encoding.UTF8.GetByteCount(json)}", Encoding.UTF8.GetBytes(json));

    private static CommandRun Run(Command command, string json, params string[] args)
    {
        using var server = new LoopbackServer(Answer(json));
        return CommandRun.Of(command, [.. args, "--server", server.Address.ToString()]);
    }

    [Fact]
    public void Status_fits_into_80_columns_and_says_by_its_exit_code_that_trials_are_missing()
    {
        var run = Run(StatusCommand.Create(), Two);
        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Matches(@"tiny-1 +4 +2 +1 +0 +1", run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData(2, 0, ExitCode.Done)]
    [InlineData(1, 0, ExitCode.Incomplete)]
    [InlineData(1, 1, ExitCode.Failed)]
    public void Status_of_one_experiment_shows_its_trials(int recorded, int failed, int code)
    {
        var json = $$"""
            {"summary":{"id":"tiny-1","name":"tiny","trials":2,"running":0,"recorded":{{recorded}},"failed":{{failed}}},
            "trials":[{"key":"{{new string('b', 64)}}","method":"hud","scene":"paviau","seed":2,"status":"running","attempt":3,"node":"lab-2","note":"attempt 2 crashed"},
            {"key":"{{new string('a', 64)}}","method":"hud","scene":"paviau","seed":1,"status":"recorded","attempt":1}]}
            """;
        var run = Run(StatusCommand.Create(), json, "tiny-1");
        Assert.Equal(code, run.ExitCode);
        Assert.Matches("bbbbbbbbbbbb +hud +paviau +2 +running +3 +lab-2\n(.|\n)*aaaaaaaaaaaa", run.Output);
        Assert.Contains("bbbbbbbbbbbb: attempt 2 crashed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_document_on_standard_output()
    {
        var run = Run(StatusCommand.Create(), Two, "--json");
        Assert.Equal(2, JsonDocument.Parse(run.Output).RootElement.GetProperty("experiments").GetArrayLength());
        Assert.Contains("TRIALS", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_command_is_answered_by_what_changed()
    {
        using var server = new LoopbackServer(Answer("""{"command":"c","message":"tiny-1 is paused"}"""));
        var pause = OperatorCommands.All().Single(c => c.Name == "pause");
        Assert.Equal("hud: tiny-1 is paused\n", CommandRun.Of(pause, "tiny-1", "--server", server.Address.ToString()).Output);
        Assert.StartsWith("POST /api/experiments/tiny-1/pause?command=", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    private const string Three = """
        {"nodes":[
        {"node":"lab-1","in_sight":true,"devices":[{"device":{"name":"cpu:0","kind":"cpu","threads":8},"running":{"trial":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","number":2}},
        {"device":{"name":"cpu:1","kind":"cpu","threads":8}}],"labels":[],"draining":false,"losses":0,"awaits_canary":false},
        {"node":"a-node-with-a-name-as-long-as-anybody-would-care-to-type-for-one-machine-of-his-0123456789","in_sight":true,"devices":[],
        "labels":[],"draining":false,"losses":3,"awaits_canary":false,
        "quarantine":{"cause":"fast_losses","reason":"5 different trials in a row failed here","since":"2026-06-01T12:00:00+00:00"}},
        {"node":"lab-3","in_sight":false,"devices":[],"labels":[],"draining":true,"losses":0,"awaits_canary":false}]}
        """;

    [Fact]
    public void Nodes_and_experiments_are_shown_as_reviewed_within_80_columns()
    {
        var shown = $"$ hud status\n{Run(StatusCommand.Create(), Two).Output}\n$ hud nodes\n{Run(NodesCommand.Create(), Three).Output}";
        Golden.Matches("verbs.txt", shown);
        // A reason is a sentence, not a cell.
        Assert.All(shown.Split('\n').Where(l => !l.Contains("in a row failed", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("lab-2", "POST /api/nodes/lab-2/quarantine?command=")]
    [InlineData("abcd", "POST /api/trials/abcd/quarantine?command=")]
    public void Quarantine_is_for_the_node_of_that_name_or_else_for_a_trial(string name, string request)
    {
        using var server = new LoopbackServer(
            Answer("""{"nodes":[{"node":"lab-2","in_sight":true,"devices":[],"labels":[],"draining":false,"losses":0,"awaits_canary":false}]}"""),
            Answer("""{"command":"c","message":"it is in quarantine"}"""));
        var run = CommandRun.Of(QuarantineCommand.Create(), name, "--reason", "its fan is loud", "--server", server.Address.ToString());
        Assert.Equal("hud: it is in quarantine\n", run.Output);
        Assert.StartsWith(request, server.Requests[1], StringComparison.Ordinal);
        Assert.Contains("&reason=its%20fan%20is%20loud ", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Trial_s_reason_is_told()
    {
        var run = Run(OperatorCommands.All().Single(c => c.Name == "why"), $$"""
            {"trial":"{{new string('a', 64)}}","status":"Pending","sentence":"tiny-1 is paused"}
            """, "aaaa");
        Assert.Equal("aaaaaaaaaaaa: tiny-1 is paused\n", run.Output);
    }

    [Fact]
    public void Refusal_is_bad_input_in_the_server_s_words()
    {
        using var server = new LoopbackServer(Answer("""{"title":"no","status":404,"detail":"no node 'lab-9' here"}""", "404 Not Found"));
        var bad = Assert.Throws<InputException>(() => CommandRun.Of(DrainCommand.Create(), "lab-9", "--server", server.Address.ToString()));
        Assert.Contains("no node 'lab-9' here", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coordinator_that_is_away_for_a_moment_is_asked_again()
    {
        using var server = new LoopbackServer(Answer("""{"title":"no","status":404,"detail":"the coordinator does not answer"}""", "503 Service Unavailable"), Answer(Two));
        Assert.Equal(ExitCode.Incomplete, CommandRun.Of(StatusCommand.Create(), "--server", server.Address.ToString()).ExitCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Nobody_at_the_address_is_unreachable_with_advice()
    {
        Uri address;
        using (var server = new LoopbackServer(Answer(Two))) address = server.Address;
        var away = Assert.Throws<UnreachableException>(() => CommandRun.Of(StatusCommand.Create(), "--server", address.ToString()));
        Assert.Equal(
            $"no answer from the cluster at {address.GetLeftPart(UriPartial.Authority)}: nobody listens. Is 'hud seed' running there? --server URL or HUD_SERVER names another place",
            away.Message);
    }

    [Fact]
    public void Somebody_else_s_server_is_not_mistaken_for_a_seed() =>
        Assert.Throws<UnreachableException>(() => Run(StatusCommand.Create(), "<html>hello</html>"));

    [Theory]
    [InlineData("lab-1:4780")]
    [InlineData("ftp://lab-1")]
    [InlineData("nonsense")]
    public void Server_must_be_a_url(string server) =>
        Assert.Throws<InputException>(() => CommandRun.Of(StatusCommand.Create(), "--server", server));
}
