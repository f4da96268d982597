using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

/// <summary>What nodes hear of the next trial before it is theirs.</summary>
public sealed class ExpectTests
{
    /// <summary>The first trial reports a phase.</summary>
    private static Desk Report(Desk desk, TrialPhase phase, long step = 0) =>
        desk.Take(new ReportProgress(Some.Attempt(), Some.Node, new(phase, step, 200, null, null)));

    /// <summary>Seeds of trials that slots hear of; null where they hear that nothing comes.</summary>
    private static IEnumerable<(string Slot, long? Seed)> Expected(Desk desk) =>
        desk.Effects.OfType<SendExpectation>().Select(e => (e.Next.Slot, e.Next.Spec?.Seed));

    [Fact]
    public void Node_hears_of_the_next_trial_when_one_begins_to_train_and_when_it_samples()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(3));
        Assert.Empty(Expected(Report(desk, TrialPhase.Prepare)));
        Assert.Equal([("cpu:0", 2)], Expected(Report(desk, TrialPhase.Train)));
        Assert.Empty(Expected(Report(desk, TrialPhase.Train, 50)));
        Assert.Equal([("cpu:0", 2)], Expected(Report(desk, TrialPhase.Sample)));
        Assert.Empty(Expected(Report(desk, TrialPhase.Evaluate)));
    }

    [Fact]
    public void Nothing_is_journaled_and_nobody_is_kept_from_the_trial()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(3));
        var before = desk.Journal.Count;
        Report(desk, TrialPhase.Train);
        Assert.Equal(before, desk.Journal.Count);
        desk.Announce("other", Device.Cpus(1, 8));
        Assert.Equal([(1, "lab-1"), (2, "other")], desk.Assigned);
        Assert.Equal([("cpu:0", 3)], Expected(Report(desk, TrialPhase.Sample)));
        desk.Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Assert.Equal((3L, "lab-1"), desk.Assigned.Last());
    }

    [Fact]
    public void It_is_what_the_device_would_get_now()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(3))
            .Submit(Some.Plan("urgent", 7) with { Terms = new ExperimentTerms(9) }, "b")
            .Submit(Some.Plan("elsewhere", 8) with { Terms = new ExperimentTerms(99, new Requirements(DeviceKind.Cuda)) }, "c");
        Assert.Equal([("cpu:0", 7)], Expected(Report(desk, TrialPhase.Train)));
        desk.Take(new PauseExperiment(new("pause"), "urgent"));
        Assert.Equal([("cpu:0", 2)], Expected(Report(desk, TrialPhase.Sample)));
    }

    [Fact]
    public void Slot_of_the_last_trial_and_slots_of_a_draining_node_hear_that_nothing_comes()
    {
        Assert.Equal([("cpu:0", null)], Expected(Report(new Desk().Announce().Submit(Some.Plan(1)), TrialPhase.Train)));
        foreach (var stop in (bool[])[true, false])
        {
            var draining = new Desk().Announce(Some.Node.Value, Device.Cpus(2, 8)).Submit(Some.Plan(4));
            Assert.Equal([("cpu:0", null), ("cpu:1", null)], Expected(draining.Take(new DrainNode(new("drain"), Some.Node, StopAttempts: stop))));
            Assert.Equal([("cpu:0", null)], Expected(Report(draining, TrialPhase.Train)));
        }
    }

    [Fact]
    public void Nobody_hears_anything_of_an_old_attempt()
    {
        var stranger = new Desk().Announce().Submit(Some.Plan(2));
        Assert.Empty(Expected(stranger.Take(new ReportProgress(Some.Attempt(7), Some.Node, new(TrialPhase.Train, 0, 200, null, null)))));
    }
}
