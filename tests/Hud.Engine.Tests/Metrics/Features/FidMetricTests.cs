using Hud.Engine.Metrics;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class FidMetricTests
{
    [Fact]
    public void Set_compared_with_itself_is_zero()
    {
        var set = GaussianFitTests.Normal(3, 60, 6, 1, 2);
        Assert.Equal(0, FidMetric.Of(set, set), 1e-9);
    }

    [Fact]
    public void Shifted_set_is_as_far_as_the_shift()
    {
        var set = GaussianFitTests.Normal(3, 60, 6, 1, 2);
        Assert.Equal(6 * 0.25, FidMetric.Of(set, [.. set.Select(x => x.Select(v => v + 0.5).ToArray())]), 1e-9);
    }

    [Fact]
    public void Large_sets_reach_the_distance_of_their_distributions()
    {
        // 4 features, deviation 1 against 2, means 0 against 1: 4 x (1 + 1).
        var (x, y) = (GaussianFitTests.Normal(1, 20_000, 4, 1, 0), GaussianFitTests.Normal(2, 20_000, 4, 2, 1));
        Assert.Equal(8, FidMetric.Of(x, y), 0.15);
    }
}
