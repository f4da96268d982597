using System.Collections.Immutable;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Node;
using Hud.Node.Processes;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Telemetry;

public sealed class WatchedRunnerTests : IDisposable
{
    private static readonly TrialSpec Spec = new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", 7,
        new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary<string, string>.Empty, 1);

    private static readonly NodeProtocol.StartAttempt Order = new(new AttemptId(TrialKey.Of(Spec), 1), 1, "cpu:0", Spec, null);

    private readonly TemporaryFolder _folder = new();
    private readonly Counted _counted = new();
    private readonly NodeMeter _meter;
    private ChildProcessRunner? _children;

    public WatchedRunnerTests() => _meter = new NodeMeter(
        Device.Cpus(1, 1), new NodeHealth(TimeSpan.FromSeconds(15), TimeProvider.System), (_, attempt) => _children!.MemoryOf(attempt),
        TimeProvider.System, _counted);

    public void Dispose()
    {
        _children?.Dispose();
        _counted.Dispose();
        _meter.Dispose();
        _folder.Dispose();
    }

    private WatchedRunner Runner(string script)
    {
        _children = new ChildProcessRunner(
            new RunnerOptions
            {
                TrialsFolder = _folder["trials"],
                SharedFolder = _folder["shared"],
                Command = new ChildCommand("/bin/sh", ["-c", script]),
            },
            TimeProvider.System);
        return new WatchedRunner(_children, _meter);
    }

    [Fact]
    public void Observer_that_comes_later_hears_the_outcome_again_and_it_counts_once()
    {
        var runner = Runner("""
            echo '{"type":"progress","phase":"Train","step":5,"of":20,"loss":0.5}'
            echo '{"type":"progress","phase":"Train","step":9,"of":20,"loss":0.5}'
            echo '{"type":"result","result":{"metrics":[],"artifacts":{},"seconds":{},"environment":{}}}'
            """);
        using var over = new ManualResetEventSlim();
        runner.Run(Order, signal => Note(signal, over));
        Assert.True(over.Wait(TimeSpan.FromSeconds(60)));
        using var again = new ManualResetEventSlim();
        runner.Run(Order, signal => Note(signal, again));
        Assert.True(again.Wait(TimeSpan.FromSeconds(60)));
        Assert.Equal((1.0, 4.0), (_counted["hud.node.attempts{outcome=result}"], _counted["hud.training.steps{device=cpu:0}"]));
    }

    [Fact]
    public void Memory_is_seen_while_the_process_runs()
    {
        var runner = Runner("""
            echo '{"type":"progress","phase":"Train","step":5,"of":20}'
            read line
            exit 130
            """);
        using var begun = new ManualResetEventSlim();
        using var over = new ManualResetEventSlim();
        runner.Run(Order, signal =>
        {
            if (signal is TrialMovedOn) begun.Set();
            Note(signal, over);
        });
        Assert.True(begun.Wait(TimeSpan.FromSeconds(60)));
        Assert.InRange(_counted["hud.device.memory{device=cpu:0}"], 100_000, 100_000_000);
        runner.Stop(Order.Attempt);
        Assert.True(over.Wait(TimeSpan.FromSeconds(60)));
        Assert.Equal((0.0, 1.0), (_counted["hud.device.memory{device=cpu:0}"], _counted["hud.node.attempts{outcome=loss}"]));
    }

    private static void Note(TrialSignal signal, ManualResetEventSlim over)
    {
        if (signal is TrialOutcome) over.Set();
    }
}
