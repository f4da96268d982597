using Hud.Actors.Nodes;
using Hud.Actors.Tests.Support;

namespace Hud.Actors.Tests.Nodes;

public sealed class WatchdogDecisionsTests
{
    private static readonly WatchdogState State = new(Some.Time, TimeSpan.FromSeconds(15));

    private static string? Decide(int members, int seeds, double seconds) =>
        WatchdogDecisions.Decide(State, members, seeds, Some.Time.AddSeconds(seconds));

    [Theory]
    [InlineData(2, 1, 15)]
    [InlineData(1, 0, 15)]
    [InlineData(0, 0, 100_000)]
    public void Node_waits_while_its_patience_lasts_and_as_long_as_it_has_joined_nothing(int members, int seeds, double seconds) =>
        Assert.Null(Decide(members, seeds, seconds));

    [Fact]
    public void Node_that_sees_no_seed_gives_its_system_up() => Assert.Equal("no seed in sight for 16 s", Decide(1, 0, 16));

    [Fact]
    public void Node_whose_coordinator_is_silent_gives_its_system_up_although_it_sees_a_seed() =>
        Assert.Equal("the coordinator has not answered for 16 s", Decide(2, 1, 16));
}
