using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class LeaseTests
{
    private static Desk Running() => new Desk().Announce().Submit(Some.Plan(1));

    [Fact]
    public void Node_with_a_new_process_has_lost_what_it_ran()
    {
        var desk = Running();
        desk.Announce(life: "life-2");
        var lost = Assert.Single(desk.Journal.OfType<AttemptLost>());
        Assert.Equal((Some.Attempt(1), LossReason.NodeRestarted), (lost.Attempt, lost.Reason));
    }

    [Fact]
    public void Dangling_attempt_found_after_a_kill_is_followed_by_the_next()
    {
        var desk = Running();
        desk.Restart();
        desk.Announce(life: "life-2").Submit(Some.Plan(1), "second");
        desk.Now += desk.Options.RetryDelay;
        desk.Take(Tick.Instance);
        Assert.Equal(Some.Attempt(2), desk.Journal.OfType<TrialAssigned>().Last().Attempt);
    }

    [Fact]
    public void Node_that_comes_back_with_its_trial_keeps_it()
    {
        var desk = Running();
        desk.Restart();
        desk.Announce(holding: [Some.Attempt()], lastOrder: 1);
        desk.Now += TimeSpan.FromMinutes(1.9);
        desk.Take(Tick.Instance);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
    }

    [Fact]
    public void Announcement_sent_before_the_order_arrived_loses_nothing()
    {
        var desk = Running().Announce(holding: [], lastOrder: 0);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
        desk.Take(Tick.Instance);
        Assert.Equal(Some.Attempt(), Assert.Single(desk.Effects.OfType<SendOrder>()).Order.Attempt);
    }

    [Fact]
    public void Node_that_forgot_an_order_it_had_seen_loses_the_attempt()
    {
        var desk = Running().Announce(holding: [], lastOrder: 1);
        Assert.Equal(LossReason.NodeRestarted, Assert.Single(desk.Journal.OfType<AttemptLost>()).Reason);
    }

    [Fact]
    public void Accepted_order_is_not_repeated()
    {
        var desk = Running().Take(new AcceptAttempt(Some.Attempt(), Some.Node)).Take(Tick.Instance);
        Assert.Empty(desk.Effects.OfType<SendOrder>());
    }

    [Fact]
    public void Silent_attempt_is_taken_away_when_its_lease_ends_and_not_before()
    {
        var desk = Running();
        desk.Now += desk.Options.Lease;
        desk.Take(Tick.Instance);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
        desk.Now += TimeSpan.FromTicks(1);
        desk.Take(Tick.Instance);
        Assert.Equal(LossReason.LeaseExpired, Assert.Single(desk.Journal.OfType<AttemptLost>()).Reason);
        Assert.Contains(new SendStop(Some.Node, Some.Attempt()), desk.Effects);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Node_out_of_sight_may_be_given_up_sooner(bool away, int losses)
    {
        var desk = new Desk(CoordinatorOptions.OneMachine with { Absence = TimeSpan.FromSeconds(5) }).Announce().Submit(Some.Plan(1));
        if (away) desk.OutOfSight(Some.Node);
        desk.Now += TimeSpan.FromSeconds(6);
        desk.Take(Tick.Instance);
        Assert.Equal(losses, desk.Journal.OfType<AttemptLost>().Count());
    }

    [Fact]
    public void Progress_renews_the_lease()
    {
        var desk = Running();
        for (var minute = 0; minute < 10; minute++)
        {
            desk.Now += TimeSpan.FromMinutes(1);
            desk.Take(new ReportProgress(Some.Attempt(), Some.Node, Some.Progress())).Take(Tick.Instance);
        }

        Assert.Empty(desk.Journal.OfType<AttemptLost>());
    }

    [Fact]
    public void Recovered_coordinator_grants_a_full_lease_before_it_takes_anything_away()
    {
        var desk = Running();
        desk.Now += TimeSpan.FromHours(5);
        desk.Restart();
        desk.Take(Tick.Instance);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
    }

    [Fact]
    public void Node_holding_an_attempt_of_somebody_else_is_told_to_stop_it()
    {
        var desk = Running().Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Stopped, ""));
        desk.Announce(holding: [Some.Attempt(1), Some.Attempt(2)], lastOrder: 2);
        Assert.Contains(new SendStop(Some.Node, Some.Attempt(1)), desk.Effects);
        Assert.DoesNotContain(new SendStop(Some.Node, Some.Attempt(2)), desk.Effects);
    }

    [Fact]
    public void Draining_node_gets_nothing_new()
    {
        var desk = new Desk().Announce(draining: true).Submit(Some.Plan(1));
        Assert.Empty(desk.Journal.OfType<TrialAssigned>());
    }
}
