using CsCheck;
using Hud.Engine.Metrics;
using Hud.Engine.Metrics.Features;

namespace Hud.Engine.Tests.Metrics.Features;

/// <summary>Precision, recall, density and coverage.</summary>
public sealed class NeighbourMetricTests
{
    /// <summary>Six points: the fifth nearest is the farthest, so the balls are [-5, 5], [-3, 5], [-1, 5], [0, 6], [0, 8], [0, 10].</summary>
    private static readonly FeatureSet Real = Line(0, 1, 2, 3, 4, 5);

    /// <summary>Held by 6, 3, 1, 0, 2 and 0 of those balls.</summary>
    private static readonly FeatureSet Scattered = Line(0.5, 6, 9, 11, -2, 100);

    [Fact]
    public void Radii_reach_to_the_fifth_nearest_other_point() =>
        Assert.Equal([25.0, 16, 9, 9, 16, 25], Real.Radii);

    [Fact]
    public void Precision_counts_images_inside_a_real_ball() => Assert.Equal(4 / 6.0, PrecisionMetric.Of(Real, Scattered));

    [Fact]
    public void Density_counts_the_real_balls_that_hold_an_image() =>
        Assert.Equal((6 + 3 + 1 + 0 + 2 + 0) / 6.0 / 5, DensityMetric.Of(Real, Scattered), 1e-15);

    [Fact]
    public void Coverage_counts_real_balls_that_hold_an_image()
    {
        Assert.Equal(1, CoverageMetric.Of(Real, Scattered));
        Assert.Equal(1 / 6.0, CoverageMetric.Of(Real, Line(9, 11, 100, 101, 102, 103)));
        Assert.Equal(0, CoverageMetric.Of(Real, Line(10.5, 11, 100, 101, 102, 103)));
    }

    /// <summary>The images' balls are [4, 14], [6, 14], [8, 14], [9, 15], [9, 17], [9, 19]; 4 lies on the edge of one.</summary>
    [Fact]
    public void Recall_counts_real_crops_inside_an_image_s_ball_whose_edge_belongs_to_it() =>
        Assert.Equal(2 / 6.0, RecallMetric.Of(Real, Line(9, 10, 11, 12, 13, 14)));

    [Fact]
    public void Set_compared_with_itself_is_perfect()
    {
        var set = Set(GaussianFitTests.Normal(4, 50, 3, 1, 0));
        Assert.Equal((1, 1, 1), (PrecisionMetric.Of(set, set), RecallMetric.Of(set, set), CoverageMetric.Of(set, set)));
        Assert.InRange(DensityMetric.Of(set, set), 0.8, 1.4);
    }

    [Fact]
    public void Random_sets_agree_with_sorted_distances() =>
        Gen.Select(Gen.Int[6, 30], Gen.Int[6, 30], Gen.Int[1, 5], Gen.Long).Sample((n, m, dim, seed) =>
        {
            var (x, y) = (GaussianFitTests.Normal(seed, n, dim, 1, 0), GaussianFitTests.Normal(seed + 1, m, dim, 1.5, 0.5));
            double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());
            double Radius(double[][] set, int i) => set.Where((_, j) => j != i).Select(p => Distance(p, set[i])).Order().ElementAt(4);
            bool Holds(double[][] set, int i, double[] point) => Distance(set[i], point) <= Radius(set, i);
            var holding = y.Select(p => Enumerable.Range(0, n).Count(i => Holds(x, i, p))).ToArray();
            Assert.Equal(holding.Count(h => h > 0) / (double)m, PrecisionMetric.Of(Set(x), Set(y)));
            Assert.Equal(holding.Sum() / 5.0 / m, DensityMetric.Of(Set(x), Set(y)), 1e-12);
            Assert.Equal(Enumerable.Range(0, n).Count(i => y.Any(p => Holds(x, i, p))) / (double)n, CoverageMetric.Of(Set(x), Set(y)));
            Assert.Equal(
                x.Count(p => Enumerable.Range(0, m).Any(i => Holds(y, i, p))) / (double)n, RecallMetric.Of(Set(x), Set(y)));
        }, iter: 40);

    [Fact]
    public void Five_points_have_no_fifth_neighbour() =>
        Assert.Throws<ArgumentException>(() => Line(1, 2, 3, 4, 5).Radii);

    private static FeatureSet Line(params double[] points) => Set([.. points.Select(p => new[] { p })]);

    private static FeatureSet Set(double[][] features) => new(features, []);
}
