using Hud.Engine.Metrics.Features;
using Hud.Engine.Training;
using Hud.Experiments.Results;
using MathNet.Numerics;

namespace Hud.Engine.Metrics;

/// <summary>FID of infinitely many images: FIDs of subsets, extrapolated along a line in 1/N. The real crops are the same
/// throughout, so only the bias by the number of images is taken out.</summary>
internal sealed class FidInfinityMetric : FeatureMetric
{
    private const int Sizes = 6;
    private const int Orders = 8;
    private const int JackknifeGroups = 10;

    public override MetricDefinition Definition => MetricDefinitions.FidInfinity;

    /// <summary>The line's value at 1/N = 0: an estimate, which may fall a little below 0.</summary>
    public static double Of(GaussianFit real, IReadOnlyList<double[]> images) => Without(real, images, OrdersOf(images.Count), _ => false);

    /// <summary>Standard error over images, by a jackknife that leaves out a tenth of them at a time: subsets overlap, so the
    /// scatter about the line would say too little.</summary>
    public static double ErrorOf(GaussianFit real, IReadOnlyList<double[]> images)
    {
        // The same orders throughout: new subsets would add their own chance, which the jackknife multiplies by nine.
        var orders = OrdersOf(images.Count);
        var groups = Math.Min(JackknifeGroups, images.Count);
        var without = Enumerable.Range(0, groups).Select(g => Without(real, images, orders, i => i % groups == g)).ToArray();
        var mean = without.Average();
        return Math.Sqrt(without.Sum(v => (v - mean) * (v - mean)) * (groups - 1) / groups);
    }

    /// <summary>Evenly spaced in 1/N, from all images down to a quarter, though not below one image a feature, where the bias
    /// is no line any more, if half of the images are as many.</summary>
    internal static int[] SubsetSizes(int count, int features)
    {
        var least = Math.Max(2, Math.Max(count / 4, Math.Min(features, count / 2)));
        return [.. Enumerable.Range(0, Sizes).Select(i =>
            (int)Math.Round(1 / ((1.0 / count) + (((1.0 / least) - (1.0 / count)) * i / (Sizes - 1)))))];
    }

    protected override int LeastImages(int features) => FidMetric.LeastImagesOf(features);

    protected override string FewImages(int features) => FidMetric.FewImagesOf(features);

    protected override double Compare(FeatureSet real, FeatureSet images) => Of(GaussianFit.Of(real.Features), images.Features);

    protected override double? Error(FeatureSet real, FeatureSet images) => ErrorOf(GaussianFit.Of(real.Features), images.Features);

    /// <summary>Random orders of the images that meet the groups of the jackknife in turn, so that without a group a subset is
    /// what it was less the tenth left out.</summary>
    private static int[][] OrdersOf(int count) =>
    [
        .. Enumerable.Range(0, Orders).Select(o =>
        {
            var random = new SeedTree(0).Derive("fid infinity", o).Stream();
            var groups = Enumerable.Range(0, count).GroupBy(i => i % JackknifeGroups).Select(g => random.Sample(g, count)).ToArray();
            return Enumerable.Range(0, groups[0].Length).SelectMany(turn =>
                random.Sample(groups.Where(g => turn < g.Length).Select(g => g[turn]), JackknifeGroups)).ToArray();
        }),
    ];

    private static double Without(GaussianFit real, IReadOnlyList<double[]> images, int[][] orders, Predicate<int> isLeftOut)
    {
        double[][][] kept = [.. orders.Select(o => o.Where(i => !isLeftOut(i)).Select(i => images[i]).ToArray())];
        var sizes = SubsetSizes(kept[0].Length, real.Mean.Count);
        var fids = sizes.Select(n => kept.Average(order => real.Frechet(GaussianFit.Of(order[..n])))).ToArray();
        return Fit.Line([.. sizes.Select(n => 1.0 / n)], fids).A;
    }
}
