using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class ScheduleTests
{
    private static ExperimentPlan Plan(string name, int priority, params long[] seeds) =>
        Some.Plan(name, [.. seeds]) with { Terms = new ExperimentTerms(priority) };

    private static ExperimentPlan Asking(Requirements requires) =>
        Some.Plan("asking", 1) with { Terms = new ExperimentTerms(Requires: requires) };

    private static ExperimentPlan Wide(int threads) =>
        new("wide", "wide", [Some.Spec() with { Threads = threads }], null);

    /// <summary>Finishes whatever runs, over and over.</summary>
    private static Desk Finish(Desk desk, int times)
    {
        for (var n = 0; n < times; n++)
        {
            var trial = desk.State.Running.First();
            desk.Take(new ReportResult(trial.Current, trial.Lease!.Node, Some.Result()));
        }

        return desk;
    }

    [Fact]
    public void Higher_priority_goes_first_and_lower_follows()
    {
        var desk = new Desk().Submit(Plan("low", 0, 1, 2), "a").Submit(Plan("high", 5, 3, 4), "b").Announce();
        Finish(desk, 4);
        Assert.Equal([3, 4, 1, 2], desk.Assigned.Select(a => a.Seed));
    }

    [Fact]
    public void Equal_experiments_take_turns_on_one_device()
    {
        var desk = new Desk().Submit(Plan("a", 0, 1, 2, 3), "a").Submit(Plan("b", 0, 11, 12), "b").Announce();
        Finish(desk, 5);
        Assert.Equal([1, 11, 2, 12, 3], desk.Assigned.Select(a => a.Seed));
    }

    [Fact]
    public void Whoever_runs_least_gets_the_next_device()
    {
        var desk = new Desk().Announce(slots: 3).Submit(Plan("a", 0, 1, 2, 3, 4), "a").Submit(Plan("b", 0, 11, 12), "b");
        Finish(desk, 1);
        Assert.Equal([1, 2, 3, 11], desk.Assigned.Select(a => a.Seed));
        Finish(desk, 2);
        Assert.Equal([4, 12], desk.Assigned.Skip(4).Select(a => a.Seed));
    }

    [Fact]
    public void Shared_trial_runs_once_for_the_one_whose_turn_it_is()
    {
        var desk = new Desk().Submit(Plan("a", 0, 1, 2), "a").Submit(Plan("b", 9, 2, 3), "b").Announce(slots: 3);
        Assert.Equal([2, 3, 1], desk.Assigned.Select(a => a.Seed));
        Assert.Equal(["b", "b", "a"], desk.Journal.OfType<TrialAssigned>().Select(a => a.Experiment));
    }

    [Fact]
    public void Trial_with_more_threads_than_a_slot_waits_for_a_wider_one()
    {
        var desk = new Desk().Announce("small", Device.Cpus(2, 2)).Submit(Wide(4));
        Assert.Empty(desk.Assigned);
        desk.Announce("large", Device.Cpus(1, 4));
        Assert.Equal("large", Assert.Single(desk.Assigned).Node);
    }

    [Fact]
    public void Narrowest_slot_that_fits_is_taken_and_a_gpu_before_it()
    {
        var desk = new Desk()
            .Announce("mixed", [new("cpu:0", DeviceKind.Cpu, 16), new("cpu:1", DeviceKind.Cpu, 4), new("cuda:0", DeviceKind.Cuda, 1)])
            .Submit(Some.Plan(3));
        Assert.Equal(["cuda:0", "cpu:1", "cpu:0"], desk.Journal.OfType<TrialAssigned>().Select(a => a.Slot));
    }

    [Fact]
    public void Required_kind_labels_and_memory_are_all_needed()
    {
        var desk = new Desk().Submit(Asking(new(DeviceKind.Cuda, 8L << 30) { Labels = ["big", "a100"] }))
            .Announce("cpu", Device.Cpus(1, 8), labels: ["big", "a100"])
            .Announce("unlabelled", [new("cuda:0", DeviceKind.Cuda, 8, 16L << 30)], labels: ["big"])
            .Announce("little", [new("cuda:0", DeviceKind.Cuda, 8, 4L << 30)], labels: ["big", "a100"])
            .Announce("unknown", [new("cuda:0", DeviceKind.Cuda, 8)], labels: ["big", "a100"]);
        Assert.Empty(desk.Assigned);
        desk.Announce("right", [new("cuda:0", DeviceKind.Cuda, 8, 8L << 30)], labels: ["a100", "big", "new"]);
        Assert.Equal("right", Assert.Single(desk.Assigned).Node);
    }

    [Fact]
    public void Experiment_that_fits_nowhere_holds_up_nobody()
    {
        var desk = new Desk().Submit(Asking(new(DeviceKind.Cuda)), "a").Submit(Plan("b", -5, 2), "b").Announce();
        Assert.Equal(2, Assert.Single(desk.Assigned).Seed);
    }

    [Fact]
    public void Requirements_change_no_key_and_no_plan() =>
        Assert.Equal(TrialKey.Of(Some.Plan(1).Trials[0]), TrialKey.Of(Asking(new(DeviceKind.Cuda)).Trials[0]));

    [Fact]
    public void Device_is_given_again_only_when_its_node_has_let_go_of_the_attempt_before()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(2));
        desk.Announce(holding: [Some.Attempt()], lastOrder: 1);
        desk.Now += desk.Options.Lease + TimeSpan.FromSeconds(1);
        desk.Take(Tick.Instance);
        Assert.Equal(LossReason.LeaseExpired, Assert.Single(desk.Journal.OfType<AttemptLost>()).Reason);
        Assert.Single(desk.Assigned);
        desk.Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Stopped, "asked to leave"));
        Assert.Equal([1, 2], desk.Assigned.Select(a => a.Seed));
    }
}
