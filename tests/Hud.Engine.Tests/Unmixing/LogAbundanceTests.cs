using Hud.Engine.Training;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

public sealed class LogAbundanceTests
{
    public static TheoryData<int> Counts => [.. Enumerable.Range(2, 31)];

    [Theory, MemberData(nameof(Counts))]
    public void Round_trip_stays_within_e_to_the_minus_eight_for_every_d(int d)
    {
        var X = Corners(d);
        var (Z, back) = (new float[X.Length], new float[X.Length]);
        LogAbundance.Project(X, d, Z);
        LogAbundance.Invert(Z, d, back);
        var worst = 0.0;
        for (var i = 0; i < X.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(X[i] - back[i]));
            Assert.Equal((X[i] + (Math.Exp(-8) / d)) / (1 + Math.Exp(-8)), back[i], 1e-6);
        }

        // The bound is reached in the limit of many endmembers, at a pure pixel: e^-8 (1 - 1/d) / (1 + e^-8).
        Assert.InRange(worst, LogAbundance.RoundTripBound * (1 - (1.0 / d)) * 0.99, LogAbundance.RoundTripBound);
    }

    [Fact]
    public void Bound_is_e_to_the_minus_eight() => Assert.Equal(LogAbundance.RoundTripBound, Math.Exp(-8));

    [Theory, InlineData(9, -10.197), InlineData(13, -10.565), InlineData(16, -10.773)]
    public void Absent_endmember_sits_at_the_floor_of_its_d(int d, double floor)
    {
        Assert.Equal(floor, LogAbundance.Floor(d), 5e-4);
        var (X, Z) = (new float[d], new float[d]);
        X[3] = 1;
        LogAbundance.Project(X, d, Z);
        for (var j = 0; j < d; j++)
            Assert.Equal(j == 3 ? Math.Log(1 + Math.Exp(LogAbundance.Floor(d))) : LogAbundance.Floor(d), Z[j], 2e-6);
    }

    [Theory, MemberData(nameof(Counts))]
    public void Anything_finite_inverts_to_abundances(int d)
    {
        var random = new SeedTree(d).Stream();
        var Z = new float[d * 50];
        for (var i = 0; i < Z.Length; i++) Z[i] = (float)(random.NextGaussian() * Math.Pow(10, i % 5));
        Z[0] = float.MaxValue;
        Z[1] = float.MinValue;
        var X = new float[Z.Length];
        LogAbundance.Invert(Z, d, X);
        AssertSimplex(X, d);
        var ratios = Z[..(50 * (d - 1))];
        ratios[0] = 1e30f;
        IsometricLogRatio.Invert(ratios, d, X);
        AssertSimplex(X, d);
    }

    [Theory, MemberData(nameof(Counts))]
    public void Isometric_log_ratio_returns_what_the_softmax_returns(int d)
    {
        var X = Corners(d);
        var (Z, ratios) = (new float[X.Length], new float[X.Length / d * (d - 1)]);
        var (softmax, back) = (new float[X.Length], new float[X.Length]);
        LogAbundance.Project(X, d, Z);
        LogAbundance.Invert(Z, d, softmax);
        IsometricLogRatio.Project(X, d, ratios);
        IsometricLogRatio.Invert(ratios, d, back);
        for (var i = 0; i < X.Length; i++) Assert.Equal(softmax[i], back[i], 4e-6);
    }

    [Fact]
    public void Isometric_log_ratio_keeps_aitchison_distances()
    {
        const int d = 7;
        float[] X = [.. Draws.Abundances(d, 1).Concat(Draws.Abundances(d, 2)).Select(v => (float)v)];
        var (Z, ratios) = (new float[2 * d], new float[2 * (d - 1)]);
        LogAbundance.Project(X, d, Z);
        IsometricLogRatio.Project(X, d, ratios);
        var differences = Enumerable.Range(0, d).Select(j => (double)Z[j] - Z[d + j]).ToArray();
        var aitchison = differences.Sum(v => (v - differences.Average()) * (v - differences.Average()));
        var euclidean = Enumerable.Range(0, d - 1).Sum(j => Math.Pow(ratios[j] - ratios[d - 1 + j], 2));
        Assert.Equal(aitchison, euclidean, 1e-4);
    }

    [Fact]
    public void Spans_of_other_sizes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LogAbundance.Project(new float[7], 3, new float[7]));
        Assert.Throws<ArgumentException>(() => LogAbundance.Invert(new float[6], 3, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogAbundance.Project(new float[3], 1, new float[3]));
        Assert.Throws<ArgumentException>(() => IsometricLogRatio.Project(new float[6], 3, new float[6]));
    }

    /// <summary>Pure pixels, the even mixture, edges, and random mixtures.</summary>
    private static float[] Corners(int d)
    {
        var pixels = new List<double[]>();
        for (var k = 0; k < d; k++) pixels.Add([.. Enumerable.Range(0, d).Select(j => j == k ? 1.0 : 0)]);
        pixels.Add([.. Enumerable.Repeat(1.0 / d, d)]);
        pixels.Add([.. Enumerable.Range(0, d).Select(j => j < 2 ? 0.5 : 0)]);
        pixels.Add([.. Enumerable.Range(0, d).Select(j => j == 0 ? 1 - 1e-6 : 1e-6 / (d - 1))]);
        for (var seed = 0; seed < 50; seed++) pixels.Add(Draws.Abundances(d, seed));
        return [.. pixels.SelectMany(p => p).Select(v => (float)v)];
    }

    private static void AssertSimplex(float[] X, int d)
    {
        Assert.DoesNotContain(X, value => !(value >= 0));
        for (var i = 0; i < X.Length; i += d) Assert.Equal(1, X.AsSpan(i, d).ToArray().Sum(v => (double)v), 1e-6);
    }
}
