using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class OverdueTests
{
    private static readonly CoordinatorOptions Options =
        CoordinatorOptions.OneMachine with { Stuck = TimeSpan.FromMinutes(10), TrialTimeout = TimeSpan.FromHours(1) };

    /// <summary>A look every ten seconds, with a report of the step that <paramref name="step"/> gives.</summary>
    private static Desk Wait(Desk desk, TimeSpan time, Func<int, long>? step)
    {
        for (var n = 0; n < time.TotalSeconds / 10; n++)
        {
            desk.Now += TimeSpan.FromSeconds(10);
            if (step is not null) desk.Take(new ReportProgress(Some.Attempt(), Some.Node, Some.Progress(step(n))));
            desk.Take(Tick.Instance);
        }

        return desk;
    }

    private static Desk Running(TimeSpan? own = null) => new Desk(Options).Announce()
        .Submit(Some.Plan(1) with { Terms = new ExperimentTerms(TrialTimeout: own) });

    private static LossReason Lost(Desk desk) => desk.Journal.OfType<AttemptLost>().First().Reason;

    [Fact]
    public void Attempt_that_reports_the_same_step_for_ever_is_stopped_and_counted()
    {
        var desk = Wait(Running(), TimeSpan.FromMinutes(10), _ => 7);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
        desk.Now += TimeSpan.FromSeconds(15);
        desk.Take(new ReportProgress(Some.Attempt(), Some.Node, Some.Progress(7))).Take(Tick.Instance);
        Assert.Equal((LossReason.Stuck, 1), (Lost(desk), desk.Trial().Strikes));
        Assert.Contains(new SendStop(Some.Node, Some.Attempt()), desk.Effects);
        Assert.Equal("attempt 1 came no further: alive but at step 7 of train for 10 min", desk.Trial().Note);
    }

    [Fact]
    public void Child_that_says_nothing_on_a_node_that_lives_is_stuck_too()
    {
        var desk = Running();
        for (var n = 0; n < 62; n++)
        {
            desk.Now += TimeSpan.FromSeconds(10);
            desk.Announce(holding: [Some.Attempt()], lastOrder: 1).Take(Tick.Instance);
        }

        Assert.Equal(LossReason.Stuck, Lost(desk));
    }

    [Fact]
    public void Slow_but_steady_attempt_is_left_alone() =>
        Assert.Empty(Wait(Running(), TimeSpan.FromMinutes(50), n => n / 50).Journal.OfType<AttemptLost>());

    [Fact]
    public void Attempt_that_takes_longer_than_the_timeout_is_stopped()
    {
        var desk = Wait(Running(), TimeSpan.FromHours(1.01), n => n);
        Assert.Equal(LossReason.TimedOut, Lost(desk));
        Assert.Contains("not done after 60 min", desk.Journal.OfType<AttemptLost>().First().Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, 0.51, true)]
    [InlineData(2, 1.5, false)]
    public void Submission_may_have_a_timeout_of_its_own(double hours, double after, bool lost) =>
        Assert.Equal(
            lost,
            Wait(Running(TimeSpan.FromHours(hours)), TimeSpan.FromHours(after), n => n).Journal.OfType<AttemptLost>().Any());

    [Fact]
    public void Timeout_goes_on_over_a_restart_of_the_coordinator()
    {
        var desk = Wait(Running(), TimeSpan.FromMinutes(40), n => n);
        desk.Restart();
        Wait(desk, TimeSpan.FromMinutes(21), n => 1000 + n);
        Assert.Equal(LossReason.TimedOut, Lost(desk));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void Coordinator_that_was_frozen_or_whose_clock_jumped_takes_nothing_away(double hours)
    {
        var desk = Wait(Running(), TimeSpan.FromMinutes(1), n => n);
        desk.Now += TimeSpan.FromHours(hours);
        desk.Take(Tick.Instance);
        Wait(desk, TimeSpan.FromMinutes(1), n => 1000 + n);
        Assert.Empty(desk.Journal.OfType<AttemptLost>());
        Wait(desk, TimeSpan.FromMinutes(3), step: null);
        Assert.Equal(LossReason.LeaseExpired, Lost(desk));
    }

    [Fact]
    public void Last_checkpoint_is_known_to_the_next_attempt_whatever_the_journal_left_out()
    {
        var desk = Running();
        for (var step = 1; step <= 5; step++) desk.Take(new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint(step)));
        Assert.Equal(1, desk.Trial().Checkpoint!.Checkpoint.Step);
        desk.Take(new ReportLoss(Some.Attempt(), Some.Node, LossReason.Crashed, "signal 9"));
        Assert.Equal(5, desk.Trial().Checkpoint!.Checkpoint.Step);
    }
}
