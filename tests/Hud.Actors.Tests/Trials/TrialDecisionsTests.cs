using Hud.Actors.Tests.Support;
using Hud.Actors.Trials;

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
}
