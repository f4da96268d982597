using Hud.Actors.Nodes;

namespace Hud.Actors.Tests.Nodes;

public sealed class WatchdogDecisionsTests
{
    private static readonly TimeSpan Start = TimeSpan.FromDays(3);
    private static readonly WatchdogState State = new(Start, TimeSpan.FromSeconds(15));

    private static (WatchdogState State, string? Why) Look(WatchdogState state, int members, int seeds, double seconds) =>
        WatchdogDecisions.Look(state, members, seeds, Start + TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(2, 1, 15)]
    [InlineData(1, 0, 15)]
    [InlineData(0, 0, 100_000)]
    public void Node_waits_while_its_patience_lasts_and_as_long_as_it_has_joined_nothing(int members, int seeds, double seconds) =>
        Assert.Null(Look(State, members, seeds, seconds).Why);

    [Fact]
    public void Patience_begins_when_the_node_has_joined()
    {
        var (knocking, _) = Look(State, members: 0, seeds: 0, seconds: 100);
        Assert.Null(Look(knocking, members: 2, seeds: 1, seconds: 115).Why);
        Assert.NotNull(Look(knocking, members: 2, seeds: 1, seconds: 116).Why);
    }

    [Fact]
    public void Node_that_sees_no_seed_gives_its_system_up() => Assert.Equal("no seed in sight for 16 s", Look(State, 1, 0, 16).Why);

    [Fact]
    public void Node_whose_coordinator_is_silent_gives_its_system_up_although_it_sees_a_seed() =>
        Assert.Equal("the coordinator has not answered for 16 s", Look(State, 2, 1, 16).Why);
}
