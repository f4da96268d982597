using Hud.Actors.Coordinator;
using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Coordinator;

public sealed class AttemptTests
{
    private static Desk Running(CoordinatorOptions? options = null) => new Desk(options).Announce().Submit(Some.Plan(1));

    private static ReportLoss Loss(int attempt, LossReason reason = LossReason.Crashed) =>
        new(Some.Attempt(attempt), Some.Node, reason, "signal 9");

    [Theory]
    [InlineData(FailureKind.Diverged)]
    [InlineData(FailureKind.BadInput)]
    public void Failure_that_would_repeat_itself_ends_the_trial_with_step_and_seed(FailureKind kind)
    {
        var desk = Running().Take(new ReportFailure(Some.Attempt(), Some.Node, Some.Failure(kind)));
        Assert.Equal(TrialStatus.Failed, desk.Trial().Status);
        Assert.Equal((42L, 1L), (desk.Trial().Failure!.Step, desk.Trial().Failure!.Seed));
    }

    [Fact]
    public void Crashed_trial_is_tried_again_from_its_checkpoint_after_a_pause()
    {
        var desk = Running().Take(new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint())).Take(Loss(1));
        Assert.Equal(TrialStatus.Pending, desk.Trial().Status);
        desk.Now += desk.Options.RetryDelay;
        desk.Take(Tick.Instance);
        var order = Assert.Single(desk.Effects.OfType<SendOrder>()).Order;
        Assert.Equal((Some.Attempt(2), Some.Checkpoint()), (order.Attempt, order.From));
    }

    [Fact]
    public void Clock_that_is_set_back_delays_neither_a_second_attempt_nor_a_checkpoint_mark()
    {
        var desk = Running().Take(new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint())).Take(Loss(1));
        desk.Now -= TimeSpan.FromMinutes(10);
        desk.Announce().Take(Tick.Instance);
        Assert.Equal(Some.Attempt(2), desk.Trial().Current);
        desk.Take(new ReportCheckpoint(Some.Attempt(2), Some.Node, Some.Checkpoint(100)));
        Assert.Equal(Some.Checkpoint(100), desk.Trial().Checkpoint!.Checkpoint);
    }

    [Fact]
    public void Trial_that_keeps_crashing_is_given_up_with_the_last_reason()
    {
        var desk = Running(new CoordinatorOptions { RetryDelay = TimeSpan.Zero }).Take(Loss(1)).Take(Loss(2)).Take(Loss(3));
        Assert.Equal(TrialStatus.Failed, desk.Trial().Status);
        Assert.Equal("gave up after 3 lost attempts; the last: signal 9", desk.Trial().Note);
    }

    [Fact]
    public void Stopped_attempt_does_not_count_against_the_trial()
    {
        var desk = Running();
        for (var n = 1; n <= 10; n++) desk.Take(Loss(n, LossReason.Stopped));
        Assert.Equal((TrialStatus.Running, 11, 0), (desk.Trial().Status, desk.Trial().Attempt, desk.Trial().Strikes));
    }

    [Fact]
    public void Result_of_a_superseded_attempt_is_counted_and_ignored()
    {
        var desk = Running(new CoordinatorOptions { RetryDelay = TimeSpan.Zero }).Take(Loss(1));
        var before = desk.State;
        desk.Take(new ReportResult(Some.Attempt(1), Some.Node, Some.Result(0.5)));
        Assert.Same(before, desk.State);
        Assert.Equal(1, desk.Roster.Stale);
        Assert.True(desk.Answer<ReportReceived>().Superseded);
    }

    [Fact]
    public void Result_that_comes_while_nobody_else_has_begun_is_welcome()
    {
        var desk = Running().Take(Loss(1, LossReason.LeaseExpired));
        desk.Take(new ReportResult(Some.Attempt(1), Some.Node, Some.Result()));
        Assert.Equal(TrialStatus.Recorded, desk.Trial().Status);
        Assert.False(desk.Answer<ReportReceived>().Superseded);
    }

    [Fact]
    public void Repeated_result_is_acknowledged_and_recorded_once()
    {
        var report = new ReportResult(Some.Attempt(), Some.Node, Some.Result());
        var desk = Running().Take(report).Take(report);
        Assert.Single(desk.Journal.OfType<ResultRecorded>());
        Assert.Equal(new ReportReceived(Some.Attempt(), Superseded: false), desk.Answer<ReportReceived>());
        Assert.Equal(0, desk.Roster.Stale);
    }

    [Fact]
    public void Checkpoint_markers_are_journaled_at_a_bounded_rate()
    {
        var desk = Running();
        for (var step = 1; step <= 60; step++, desk.Now += TimeSpan.FromSeconds(1))
            desk.Take(new ReportCheckpoint(Some.Attempt(), Some.Node, Some.Checkpoint(step)));
        Assert.Equal(6, desk.Journal.OfType<CheckpointMarked>().Count());
    }

    [Fact]
    public void Report_from_another_node_than_the_lease_holder_is_refused()
    {
        var desk = Running().Take(new ReportResult(Some.Attempt(), new("impostor"), Some.Result()));
        Assert.Equal(TrialStatus.Running, desk.Trial().Status);
    }
}
