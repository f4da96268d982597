using Hud.Chaos;

namespace Hud.Cluster.Tests.Chaos;

public sealed class AftermathTests
{
    private static readonly Fault Kill = new(FaultKind.LoseNode, TimeSpan.Zero, TimeSpan.Zero, 0);

    private static AttemptEvent Event(string manifest, int number, double seconds, string? node = null, long? step = null) =>
        new(manifest, "t", number, DateTimeOffset.UnixEpoch.AddSeconds(seconds), node, step, new Dictionary<string, string>());

    private static List<Loss> Losses(double at, params AttemptEvent[] events) =>
        [.. Aftermath.Losses(events, [(Kill, ["node1"], DateTimeOffset.UnixEpoch.AddSeconds(at))])];

    [Fact]
    public void Loss_is_counted_from_the_fault_that_hit_its_node()
    {
        var loss = Assert.Single(Losses(10, Event("ta", 1, 5, "node1"), Event("al", 1, 22), Event("ta", 2, 24, "node2"), Event("rr", 2, 30)));
        Assert.Equal(new Loss(FaultKind.LoseNode, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(14), Elsewhere: true), loss);
    }

    [Theory]
    [InlineData(10, "node2")]
    [InlineData(23, "node1")]
    public void Loss_on_another_node_or_before_the_fault_is_not_its_doing(double at, string node) =>
        Assert.Empty(Losses(at, Event("ta", 1, 5, node), Event("al", 1, 22), Event("ta", 2, 24, "node2")));

    [Fact]
    public void Loss_written_by_a_clock_ten_minutes_ahead_is_left_out() =>
        Assert.Empty(Losses(10, Event("ta", 1, 5, "node1"), Event("al", 1, 622), Event("ta", 2, 24, "node2")));

    [Theory]
    [InlineData(60, 80, 0)]
    [InlineData(60, 60, 20)]
    [InlineData(60, 20, 60)]
    public void Steps_are_repeated_when_a_later_attempt_begins_before_the_last_checkpoint(long last, long next, long repeated) =>
        Assert.Equal(repeated, Aftermath.StepsRepeated(
            [Event("cm", 1, 1, step: last - 20), Event("cm", 1, 2, step: last), Event("cm", 2, 3, step: next), Event("cm", 2, 4, step: 100)]));
}
