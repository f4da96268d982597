using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
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

    [Fact]
    public void Trial_of_a_node_that_fell_silent_goes_on_at_an_idle_one_within_fifteen_seconds()
    {
        var desk = Running();
        var died = desk.Now;
        Other(desk);
        for (; desk.Assigned.Count() < 2; Second(desk)) Assert.True(desk.Now - died <= TimeSpan.FromSeconds(15), "still not resumed");
        Assert.Equal("lab-2", desk.Assigned.Last().Node);
        Assert.False(desk.Node(Some.Node.Value).InSight);
    }

    [Fact]
    public void Trial_of_a_silent_node_stays_its_own_while_all_others_are_busy()
    {
        var desk = Running();
        Other(desk).Submit(Some.Plan(2), "second");
        for (var i = 0; i < 100; i++) Second(desk);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
    }

    [Fact]
    public void Nobody_is_out_of_sight_because_the_coordinator_itself_was_frozen()
    {
        var desk = Running();
        Other(desk).Take(Tick.Instance);
        desk.Now += TimeSpan.FromSeconds(30);
        desk.Take(Tick.Instance);
        Assert.True(desk.Node(Some.Node.Value).InSight);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
    }

    /// <summary>A second node, which goes on announcing itself with <see cref="Second"/>.</summary>
    private static Desk Other(Desk desk) => desk.Announce("lab-2", Device.Cpus(1, 8));

    private static void Second(Desk desk)
    {
        desk.Now += TimeSpan.FromSeconds(1);
        var held = desk.State.Trials.Values.Where(t => t.Lease?.Node.Value == "lab-2").Select(t => t.Current).ToImmutableArray();
        desk.Announce("lab-2", Device.Cpus(1, 8), holding: held, lastOrder: 100).Take(Tick.Instance);
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
