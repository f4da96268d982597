using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Tests.Support;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class RefusalTests
{
    private static AnnounceNode Node(Desk desk, EngineVersion? engine = null, TimeSpan clock = default, string life = "life-1") => new(
        Some.Node, new(life), Some.Offer with { Engine = engine ?? EngineVersion.Own }, false, [], 0, desk.Now + clock);

    [Fact]
    public void Node_with_another_engine_is_told_what_to_do_and_gets_nothing()
    {
        var desk = new Desk().Submit(Some.Plan(1));
        desk.Take(Node(desk, EngineVersion.Own with { Results = 99 }));
        Assert.Contains("install the cluster's build on the node", desk.Answer<NodeRefused>().Reason, StringComparison.Ordinal);
        Assert.Empty(desk.Assigned);
        Assert.Contains("results version 99", desk.Node("lab-1").Refusal, StringComparison.Ordinal);
        Assert.Contains("lab-1 was refused", desk.Why(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(121, "ahead")]
    [InlineData(-121, "behind")]
    public void Node_whose_clock_is_off_is_told_to_set_it(double seconds, string word)
    {
        var desk = new Desk().Submit(Some.Plan(1));
        desk.Take(Node(desk, clock: TimeSpan.FromSeconds(seconds)));
        Assert.Contains($"0.00:02:01 {word}: set it", desk.Answer<NodeRefused>().Reason, StringComparison.Ordinal);
        Assert.Empty(desk.Assigned);
    }

    [Fact]
    public void Node_that_set_its_clock_is_welcome()
    {
        var desk = new Desk().Submit(Some.Plan(1));
        desk.Take(Node(desk, clock: TimeSpan.FromMinutes(5))).Take(Node(desk, clock: TimeSpan.FromMinutes(2)));
        desk.Answer<NodeAnnounced>();
        Assert.Single(desk.Assigned);
        Assert.Null(desk.Node("lab-1").Refusal);
    }

    [Fact]
    public void What_a_refused_node_runs_already_may_end_there()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1));
        desk.Take(Node(desk, clock: TimeSpan.FromMinutes(5)) with { Holding = [new(Some.Attempt(), "cpu:0")], LastOrder = 1 })
            .Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Assert.Equal(TrialStatus.Recorded, desk.Trial().Status);
    }

    [Fact]
    public void Two_processes_under_one_name_do_not_take_turns()
    {
        var desk = new Desk().Submit(Some.Plan(1));
        desk.Take(Node(desk)).Take(Node(desk, life: "other"));
        Assert.Single(desk.Journal.OfType<AttemptLost>());
        desk.Take(Node(desk));
        Assert.Contains("give each node a name of its own", desk.Answer<NodeRefused>().Reason, StringComparison.Ordinal);
        Assert.Single(desk.Journal.OfType<AttemptLost>());
    }
}
