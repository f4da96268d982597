using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Tests.Trials;

public sealed class TrialDecisionsTests
{
    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.3, true)]
    [InlineData(-600, true)]
    public void Progress_is_told_at_most_four_times_a_second_also_when_the_clock_was_set_back(double seconds, bool told)
    {
        var (state, first) = TrialDecisions.Decide(
            TrialState.New(Some.Attempt(), Some.Node), new TrialMovedOn(Some.Progress(7)), Some.Time);
        Assert.NotNull(first);
        var (_, second) = TrialDecisions.Decide(state, new TrialMovedOn(Some.Progress(8)), Some.Time.AddSeconds(seconds));
        Assert.Equal(told, second is not null);
    }

    [Fact]
    public void Milestone_is_told_at_once_and_once_with_its_own_loss()
    {
        var state = TrialState.New(Some.Attempt(), Some.Node, [50, 60]);
        var told = new List<(long, double?)>();
        for (var step = 48; step <= 70; step++)
        {
            (state, var report) = TrialDecisions.Decide(state, new TrialMovedOn(Some.Progress(step, step / 100.0)), Some.Time);
            if (report is ReportProgress p) told.Add((p.Progress.Step, p.Progress.Loss));
        }

        Assert.Equal([(48, 0.48), (50, 0.5), (60, 0.6)], told);
    }

    [Fact]
    public void Milestones_before_a_resumed_place_are_told_with_it()
    {
        var (state, first) = TrialDecisions.Decide(
            TrialState.New(Some.Attempt(2), Some.Node, [50, 60, 100]), new TrialMovedOn(Some.Progress(60, 0.6)), Some.Time);
        Assert.Equal(0.6, ((ReportProgress)first!).Progress.Loss);
        Assert.Equal([100L], state.Milestones);
    }
}
