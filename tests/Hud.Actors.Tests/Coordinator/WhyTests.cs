using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class WhyTests
{
    [Fact]
    public void Without_a_node_that_is_the_reason() =>
        Assert.Equal("no node is in sight", new Desk().Submit(Some.Plan(1)).Why());

    [Fact]
    public void What_is_asked_and_what_is_there_are_said_where_nothing_fits()
    {
        var terms = new ExperimentTerms(Requires: new(DeviceKind.Cuda, 12L << 30) { Labels = ["big"] });
        var desk = new Desk().Submit(Some.Plan(1) with { Terms = terms })
            .Announce("lab-1", Device.Cpus(1, 8)).Announce("lab-2", [new("cuda:0", DeviceKind.Cuda, 8, 8L << 30)], labels: ["old"]);
        Assert.Equal(
            "no device fits: it asks for cuda, 2 threads on a CPU, 12 GiB, label big; lab-1 has cpu:0 (8 threads); "
            + "lab-2 has cuda:0 (8 GiB), label old", desk.Why());
    }

    [Fact]
    public void Time_of_the_next_try_is_said()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1))
            .Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Crashed, "signal 9"));
        Assert.Equal("it is tried again at 12:00:01 UTC (attempt 1 crashed: signal 9)", desk.Why());
    }

    [Fact]
    public void Those_before_it_are_counted_by_priority_and_order()
    {
        var desk = new Desk().Announce().Submit(Some.Plan("low", 1, 2, 3), "a")
            .Submit(Some.Plan("high", 11, 12) with { Terms = new ExperimentTerms(5) }, "b");
        Assert.Equal("attempt 1 runs on cpu:0 of lab-1", desk.Why(1));
        Assert.Equal("it waits for a device, behind 3 others", desk.Why(3));
        Assert.Equal("it is the next to get a device; all that fit are busy", desk.Why(11));
    }

    [Fact]
    public void Node_it_stays_away_from_is_named()
    {
        var desk = new Desk().Submit(Some.Plan(2)).Announce("a", Device.Cpus(1, 8)).Announce("b", Device.Cpus(1, 8))
            .Take(new ReportLoss(Some.Attempt(), new("a"), LossReason.Crashed, "signal 9"));
        desk.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(
            "it is the next to get a device on another node than a (attempt 1 crashed: signal 9); all that fit are busy",
            desk.Take(Tick.Instance).Why());
    }

    [Fact]
    public void Node_out_of_sight_is_mentioned()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1));
        desk.Restart();
        Assert.Equal("attempt 1 runs on cpu:0 of lab-1, which is out of sight", desk.Why());
    }

    [Fact]
    public void Unknown_trial_is_said_to_be_unknown()
    {
        var desk = new Desk();
        var answer = CoordinatorDecisions.Why(desk.State, desk.Roster, new GetWhy("abc"), desk.Now, desk.Options);
        Assert.Equal(new TrialUnknown("abc", "no trial abc"), answer);
    }
}
