using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class DrainTests
{
    [Fact]
    public void Drained_node_is_told_and_gets_nothing_new()
    {
        var desk = new Desk().Announce().Take(new DrainNode(Some.Node));
        Assert.Equal(Some.Node, desk.Answer<NodeDraining>().Node);
        Assert.Contains(new SendDrain(Some.Node), desk.Effects);
        Assert.Empty(desk.Submit(Some.Plan(1)).Journal.OfType<TrialAssigned>());
    }

    [Fact]
    public void Node_that_did_not_hear_is_told_again()
    {
        var desk = new Desk().Announce().Take(new DrainNode(Some.Node)).Announce();
        Assert.Contains(new SendDrain(Some.Node), desk.Effects);
        Assert.DoesNotContain(new SendDrain(Some.Node), desk.Announce(draining: true).Effects);
    }

    [Fact]
    public void Restarted_node_works_again()
    {
        var desk = new Desk().Announce().Take(new DrainNode(Some.Node)).Announce(life: "life-2").Submit(Some.Plan(1));
        Assert.Single(desk.Journal.OfType<TrialAssigned>());
    }

    [Fact]
    public void Node_that_nobody_knows_cannot_be_drained() =>
        Assert.Equal(Some.Node, new Desk().Take(new DrainNode(Some.Node)).Answer<NodeUnknown>().Node);

    [Fact]
    public void Summaries_count_trials_and_name_what_nodes_run()
    {
        var desk = new Desk().Announce(slots: 2).Submit(Some.Plan(3));
        desk.Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        Assert.Equal(new ExperimentSummary("tiny-3", "tiny", 3, 2, 1, 0), Assert.Single(CoordinatorQueries.Experiments(desk.State).Experiments));
        Assert.Equal(2, Assert.Single(CoordinatorQueries.Nodes(desk.State, desk.Roster).Nodes).Running.Length);
        Assert.Equal(Some.Node, desk.Trial(2).View().Node);
        Assert.Null(desk.Trial().View().Node);
    }
}
