using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Node.Processes;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Cluster.Tests.Processes;

public sealed class OutcomeSpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private OutcomeSpool Spool => new(_folder["outcomes"], NullLogger.Instance);

    private static NodeProtocol.StartAttempt Order(long order, int number = 1)
    {
        var spec = new TrialSpec(
            new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", 7,
            new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
            ImmutableSortedDictionary<string, string>.Empty, 1);
        return new(new AttemptId(TrialKey.Of(spec), number), order, "cpu:0", spec, null);
    }

    private ChildProcessRunner Runner(string script) => new(
        new RunnerOptions
        {
            TrialsFolder = _folder["trials"],
            SharedFolder = _folder["shared"],
            Command = new ChildCommand("/bin/sh", ["-c", script]),
            Spool = Spool,
        },
        TimeProvider.System);

    [Fact]
    public void Outcomes_come_back_as_they_were_in_order_of_assignment_until_dropped()
    {
        TrialOutcome[] outcomes =
        [
            new TrialEnded(LossReason.Crashed, "signal 9"),
            new TrialGaveUp(new ChildFailure(FailureKind.Diverged, "loss is NaN", 3, 7)),
        ];
        Spool.Keep(SpooledOutcome.Of(Order(order: 5, number: 1), outcomes[0]));
        Spool.Keep(SpooledOutcome.Of(Order(order: 4, number: 2), outcomes[1]));
        Assert.Equal(outcomes.Reverse(), Spool.Load().Select(o => o.Outcome()!));
        Spool.Drop(Order(4, 2).Attempt);
        Assert.Equal(outcomes[0], Assert.Single(Spool.Load()).Outcome());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"order\":null}")]
    public void Torn_file_is_passed_over(string text)
    {
        Directory.CreateDirectory(_folder["outcomes"]);
        _folder.Write("outcomes/torn.json", text);
        Spool.Keep(SpooledOutcome.Of(Order(1), new TrialEnded(LossReason.Crashed, "signal 9")));
        Assert.Single(Spool.Load());
    }

    [Fact]
    public async Task Runner_of_the_next_process_tells_the_outcome_without_running_anything()
    {
        var heard = new TaskCompletionSource<TrialSignal>();
        using (var first = Runner("exit 3"))
        {
            first.Run(Order(1), signal => heard.TrySetResult(signal));
            Assert.IsType<TrialEnded>(await heard.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        }

        TrialSignal? told = null;
        using var next = Runner("echo this must not run >&2; exit 4");
        Assert.Equal(Order(1).Attempt, Assert.Single(next.Holding).Attempt);
        Assert.True(next.IsQuiet);
        next.Run(Order(1), signal => told = signal);
        Assert.Equal(await heard.Task, told);
        next.Forget(Order(1).Attempt);
        Assert.Empty(Spool.Load());
        using var last = Runner("exit 5");
        Assert.Empty(last.Holding);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_costs_nothing_but_the_file()
    {
        _folder.Write("outcomes", "a file where the folder should be");
        var heard = new TaskCompletionSource<TrialSignal>();
        using var runner = Runner("exit 3");
        runner.Run(Order(1), signal => heard.TrySetResult(signal));
        Assert.IsType<TrialEnded>(await heard.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        runner.Forget(Order(1).Attempt);
        Assert.Empty(runner.Holding);
    }
}
