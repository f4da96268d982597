using Hud.Engine.Metrics.Features;
using Hud.Engine.Training;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>KID: the unbiased squared maximum mean discrepancy of features, which small sets do not inflate. Each round deals
/// the images into disjoint subsets and meets each with real crops; the value is the mean over subsets and rounds.</summary>
internal sealed class KidMetric : FeatureMetric
{
    private const int Rounds = 10;
    private const int LargestSubset = 100;

    /// <summary>Subsets a round, at least: their scatter is the standard error.</summary>
    private const int FewestSubsets = 4;

    public override MetricDefinition Definition => MetricDefinitions.Kid;

    /// <summary>Unbiased squared MMD with the kernel (x.y / dim + 1)^3: 0 in expectation for equal distributions, so it may
    /// be negative.</summary>
    /// <param name="x">At least two.</param>
    /// <param name="y">At least two.</param>
    public static double Of(ReadOnlySpan<double[]> x, ReadOnlySpan<double[]> y)
    {
        var cross = 0.0;
        foreach (var a in x)
            foreach (var b in y) cross += Kernel(a, b);
        return Within(x) + Within(y) - (2 * cross / x.Length / y.Length);
    }

    /// <summary>Value and standard error. A round's subsets share no image, so their scatter holds the chance of drawing
    /// these images and no others; more rounds only smooth it.</summary>
    public static (double Value, double Error) Estimate(double[][] real, double[][] images)
    {
        var size = SubsetSize(real.Length, images.Length);
        var (value, variance) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var seed = new SeedTree(0).Derive("kid", round);
            var x = seed.Derive("real").Stream().Sample(real, real.Length);
            var y = seed.Derive("images").Stream().Sample(images, images.Length);
            var subsets = Enumerable.Range(0, images.Length / size)
                .Select(s => Of(Real(x, s, size), y.AsSpan(s * size, size))).ToArray();
            var mean = subsets.Average();
            value += mean / Rounds;
            variance += subsets.Sum(v => (v - mean) * (v - mean)) / (subsets.Length - 1) / subsets.Length / Rounds;
        }

        return (value, Math.Sqrt(variance));
    }

    internal static int SubsetSize(int real, int images) => Math.Min(LargestSubset, Math.Min(real, images / FewestSubsets));

    /// <summary>Two images a subset, for the mean over pairs of different ones.</summary>
    protected override int LeastImages(int features) => 2 * FewestSubsets;

    protected override double Compare(FeatureSet real, FeatureSet images) => Estimate(real.Features, images.Features).Value;

    protected override double? Error(FeatureSet real, FeatureSet images) => Estimate(real.Features, images.Features).Error;

    /// <summary>The next real crops, from the front again where they run out.</summary>
    private static double[][] Real(double[][] order, int subset, int size) =>
        [.. Enumerable.Range(subset * size, size).Select(i => order[i % order.Length])];

    private static double Within(ReadOnlySpan<double[]> set)
    {
        var sum = 0.0;
        for (var i = 0; i < set.Length; i++)
            for (var j = 0; j < i; j++) sum += 2 * Kernel(set[i], set[j]);
        return sum / set.Length / (set.Length - 1);
    }

    private static double Kernel(double[] a, double[] b)
    {
        var dot = 0.0;
        for (var i = 0; i < a.Length; i++) dot += a[i] * b[i];
        var k = (dot / a.Length) + 1;
        return k * k * k;
    }
}
