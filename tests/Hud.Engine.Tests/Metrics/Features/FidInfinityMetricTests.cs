using Hud.Engine.Metrics;
using Hud.Engine.Metrics.Features;
using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class FidInfinityMetricTests
{
    private const int Features = 8;

    /// <summary>What the images are drawn from, not an estimate of it: whatever FID is left is bias.</summary>
    private static readonly GaussianFit Truth =
        new(Vector<double>.Build.Dense(Features), Matrix<double>.Build.DenseIdentity(Features));

    private static readonly double[][][] Draws =
        [.. Enumerable.Range(0, 40).Select(i => GaussianFitTests.Normal(i, 160, Features, 1, 0))];

    [Fact]
    public void Bias_of_few_images_is_taken_out()
    {
        var biased = Draws.Average(x => Truth.Frechet(GaussianFit.Of(x)));
        var extrapolated = Draws.Average(x => FidInfinityMetric.Of(Truth, x));
        Assert.InRange(biased, 0.1, 0.3);
        Assert.InRange(extrapolated, -0.15 * biased, 0.15 * biased);
    }

    [Fact]
    public void Standard_error_is_the_scatter_of_repeated_draws()
    {
        var values = Draws.Select(x => FidInfinityMetric.Of(Truth, x)).ToArray();
        var mean = values.Average();
        var scatter = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        var said = Draws.Take(12).Average(x => FidInfinityMetric.ErrorOf(Truth, x));
        Assert.InRange(said / scatter, 0.6, 1.7);
    }

    [Theory]
    [InlineData(1024, 32, 256)]
    [InlineData(100, 32, 32)]
    [InlineData(64, 32, 32)]
    [InlineData(4, 2, 2)]
    public void Subsets_reach_from_all_images_down_to_a_quarter_or_one_a_feature(int count, int features, int least)
    {
        var sizes = FidInfinityMetric.SubsetSizes(count, features);
        Assert.Equal((count, least), (sizes[0], sizes[^1]));
        Assert.Equal(sizes.OrderDescending(), sizes);
    }
}
