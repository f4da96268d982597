using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class SubmitTests
{
    [Fact]
    public void Submission_is_journaled_once_however_often_it_is_sent()
    {
        var desk = new Desk().Submit(Some.Plan(3)).Submit(Some.Plan(3)).Submit(Some.Plan(3));
        Assert.IsType<ExperimentSubmitted>(Assert.Single(desk.Journal));
        Assert.Equal(new ExperimentAccepted(new("first"), "tiny-3", 3, 0, 0), desk.Answer<ExperimentAccepted>());
    }

    [Fact]
    public void Second_run_of_a_finished_plan_assigns_nothing_and_says_all_is_recorded()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        desk.Submit(Some.Plan(1), "second");
        Assert.Equal(1, desk.Answer<ExperimentAccepted>().Recorded);
        Assert.Single(desk.Journal.OfType<TrialAssigned>());
    }

    [Fact]
    public void Changed_plan_reuses_equal_trials()
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new ReportResult(Some.Attempt(), Some.Node, Some.Result()));
        desk.Submit(Some.Plan(2), "second");
        Assert.Equal((2, 1), (desk.Answer<ExperimentAccepted>().Trials, desk.Answer<ExperimentAccepted>().Recorded));
        Assert.Equal(Some.Attempt(1, seed: 2), desk.Journal.OfType<TrialAssigned>().Last().Attempt);
    }

    [Theory]
    [InlineData(FailureKind.Diverged, TrialStatus.Failed)]
    [InlineData(FailureKind.BadInput, TrialStatus.Running)]
    public void Person_who_asks_again_gets_another_try_unless_the_trial_diverged(FailureKind kind, TrialStatus after)
    {
        var desk = new Desk().Announce().Submit(Some.Plan(1)).Take(new ReportFailure(Some.Attempt(), Some.Node, Some.Failure(kind)));
        Assert.Equal(TrialStatus.Failed, desk.Trial().Status);
        desk.Submit(Some.Plan(1), "second");
        Assert.Equal(after, desk.Trial().Status);
    }

    [Fact]
    public void Trials_run_in_the_order_of_the_plan_as_slots_allow()
    {
        var desk = new Desk().Announce(slots: 2).Submit(Some.Plan(3));
        Assert.Equal([Some.Key(1), Some.Key(2)], desk.Journal.OfType<TrialAssigned>().Select(a => a.Attempt.Trial));
        desk.Take(new ReportResult(Some.Attempt(1, 2), Some.Node, Some.Result()));
        Assert.Equal(Some.Key(3), desk.Journal.OfType<TrialAssigned>().Last().Attempt.Trial);
        Assert.Equal("cpu:1", desk.Trial(3).Lease!.Slot);
    }
}
