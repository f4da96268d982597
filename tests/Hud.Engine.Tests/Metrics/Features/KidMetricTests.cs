using CsCheck;
using Hud.Engine.Metrics;

namespace Hud.Engine.Tests.Metrics.Features;

public sealed class KidMetricTests
{
    [Fact]
    public void Two_points_against_two_by_hand() =>
        // Within x: 1; within y: (1 + 1)^3 = 8; between: the mean of 1 and 27 is 14.
        Assert.Equal(1 + 8 - (2 * 14), KidMetric.Of([[0.0], [2.0]], [[1.0], [1.0]]), 1e-12);

    [Fact]
    public void Value_is_the_double_sum_over_all_pairs_of_different_points() =>
        Gen.Select(Gen.Int[2, 12], Gen.Int[2, 12], Gen.Int[1, 9], Gen.Long).Sample((n, m, dim, seed) =>
        {
            var (x, y) = (GaussianFitTests.Normal(seed, n, dim, 1, 0), GaussianFitTests.Normal(seed + 1, m, dim, 1.5, 0.3));
            double Kernel(double[] a, double[] b) => Math.Pow((a.Zip(b, (p, q) => p * q).Sum() / dim) + 1, 3);
            double Pairs(double[][] a) =>
                (from i in Enumerable.Range(0, a.Length) from j in Enumerable.Range(0, a.Length) where i != j select Kernel(a[i], a[j])).Average();
            var between = (from a in x from b in y select Kernel(a, b)).Average();
            Assert.Equal(Pairs(x) + Pairs(y) - (2 * between), KidMetric.Of(x, y), 1e-9 * (1 + Math.Abs(between)));
        }, iter: 100);

    [Fact]
    public void Sets_of_one_distribution_are_zero_apart_on_average()
    {
        var values = Enumerable.Range(0, 400).Select(i =>
            KidMetric.Of(GaussianFitTests.Normal(2 * i, 10, 4, 0.7, 0.2), GaussianFitTests.Normal((2 * i) + 1, 10, 4, 0.7, 0.2))).ToArray();
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length);
        Assert.InRange(mean, -4 * error, 4 * error);
        // The biased estimate, with a point's kernel with itself, would be about 1 too high.
        Assert.InRange(error, 0, 0.05);
    }

    [Fact]
    public void Standard_error_is_the_scatter_of_repeated_draws()
    {
        var estimates = Enumerable.Range(0, 60).Select(i => KidMetric.Estimate(
            GaussianFitTests.Normal(-1 - i, 400, 4, 0.7, 0), GaussianFitTests.Normal(i, 80, 4, 0.7, 0.4))).ToArray();
        var mean = estimates.Average(e => e.Value);
        var scatter = Math.Sqrt(estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / (estimates.Length - 1));
        Assert.InRange(estimates.Average(e => e.Error) / scatter, 0.7, 1.6);
        Assert.InRange(mean, 4 * scatter / Math.Sqrt(60), double.MaxValue);
    }

    [Theory]
    [InlineData(2048, 1024, 100)]
    [InlineData(2048, 128, 32)]
    [InlineData(20, 128, 20)]
    [InlineData(2048, 8, 2)]
    public void Subsets_are_a_hundred_or_a_quarter_of_the_images(int real, int images, int size) =>
        Assert.Equal(size, KidMetric.SubsetSize(real, images));
}
