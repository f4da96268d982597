using System.Collections.Immutable;

namespace Hud.Experiments.Results;

/// <summary>What a number in a table means.</summary>
/// <param name="Name">snake_case name in experiment files, results and JSON.</param>
/// <param name="Title">Table heading in the paper's notation.</param>
/// <param name="Version">Raised when the definition changes; tables refuse to mix versions.</param>
/// <param name="HigherIsBetter">Direction of "better".</param>
/// <param name="Unit">Unit of the value; the empty string for a pure number.</param>
/// <param name="Source">Where the definition comes from.</param>
public sealed record MetricDefinition(
    string Name, string Title, int Version, bool HigherIsBetter, string Unit, string Source);

/// <summary>All metrics a result may hold, in table order.</summary>
public static class MetricDefinitions
{
    public static MetricDefinition PointFidelity { get; } = new(
        "point_fidelity", "F_p", 1, HigherIsBetter: true, "",
        "arXiv 2506.02601, eq. 16: mean over generated pixels of the best cosine with any valid real pixel");

    public static MetricDefinition BlockDiversity { get; } = new(
        "block_diversity", "D_b", 1, HigherIsBetter: false, "",
        "arXiv 2506.02601, eq. 17, read as: mean over generated blocks of the best mean per-pixel cosine at any real position");

    public static MetricDefinition Ratio { get; } = new(
        "ratio", "D_b/F_p", 1, HigherIsBetter: false, "", "arXiv 2506.02601, table I: block_diversity / point_fidelity");

    public static MetricDefinition InceptionScore { get; } = new(
        "inception_score", "IS", 1, HigherIsBetter: true, "",
        "Salimans et al. 2016, arXiv 1606.03498: exp of the mean KL divergence of p(class | image) from p(class), by the scene's classifier; 1 .. classes");

    public static MetricDefinition Fid { get; } = new(
        "fid", "FID", 1, HigherIsBetter: false, "",
        "Heusel et al. 2017, arXiv 1706.08500: squared Frechet distance of Gaussians fitted to the scene classifier's features of generated and of real training crops");

    public static MetricDefinition FidInfinity { get; } = new(
        "fid_infinity", "FID_inf", 1, HigherIsBetter: false, "",
        "Chong and Forsyth 2020, arXiv 1911.07023: FID of subsets of the generated images, extrapolated linearly in 1/N to infinitely many; may fall below 0");

    public static MetricDefinition Kid { get; } = new(
        "kid", "KID", 1, HigherIsBetter: false, "",
        "Binkowski et al. 2018, arXiv 1801.01401: unbiased squared MMD with the kernel (x.y/dim + 1)^3 on the scene classifier's features, mean over disjoint subsets of 100 images or a quarter of them; may fall below 0");

    public static MetricDefinition Precision { get; } = new(
        "precision", "precision", 1, HigherIsBetter: true, "",
        "Kynkaanniemi et al. 2019, arXiv 1904.06991: share of generated crops inside the k-nearest-neighbour balls of real ones, k = 5, on the scene classifier's features, as many real as generated");

    public static MetricDefinition Recall { get; } = new(
        "recall", "recall", 1, HigherIsBetter: true, "",
        "Kynkaanniemi et al. 2019, arXiv 1904.06991: share of real crops inside the k-nearest-neighbour balls of generated ones, k = 5, on the scene classifier's features, as many real as generated");

    public static MetricDefinition Density { get; } = new(
        "density", "density", 1, HigherIsBetter: true, "",
        "Naeem et al. 2020, arXiv 2002.09797: mean number of real 5-nearest-neighbour balls that hold a generated crop, divided by 5, on the scene classifier's features, as many real as generated");

    public static MetricDefinition Coverage { get; } = new(
        "coverage", "coverage", 1, HigherIsBetter: true, "",
        "Naeem et al. 2020, arXiv 2002.09797: share of real crops whose 5-nearest-neighbour ball holds a generated crop, on the scene classifier's features, as many real as generated");

    public static MetricDefinition SpectralAngleMedian { get; } = new(
        "sam_median", "SAM median", 1, HigherIsBetter: false, "deg",
        "Kruse et al. 1993: spectral angle of a generated pixel to the nearest valid real pixel, median over generated pixels; the nearest is known to 0.03 deg");

    public static MetricDefinition SpectralAngleTail { get; } = new(
        "sam_p95", "SAM 95 %", 1, HigherIsBetter: false, "deg",
        "Kruse et al. 1993: spectral angle of a generated pixel to the nearest valid real pixel, 95th percentile over generated pixels; the nearest is known to 0.03 deg");

    public static MetricDefinition BandWasserstein { get; } = new(
        "band_wasserstein", "band W1", 1, HigherIsBetter: false, "",
        "first Wasserstein distance of generated to valid real values in each band, in units of the cleaned scene (0 .. 1), mean over bands");

    public static MetricDefinition AbundanceNegativity { get; } = new(
        "abundance_negativity", "abundance < 0", 1, HigherIsBetter: false, "",
        "mean over generated pixels of the negative mass of their unconstrained least-squares abundances on the scene's endmembers (VCA, affine, best of 10; d = classes, or 9)");

    public static MetricDefinition AbundanceSumError { get; } = new(
        "abundance_sum_error", "|sum - 1|", 1, HigherIsBetter: false, "",
        "mean over generated pixels of |sum - 1| of their unconstrained least-squares abundances on the scene's endmembers (VCA, affine, best of 10; d = classes, or 9)");

    public static MetricDefinition VariogramDistance { get; } = new(
        "variogram_distance", "variogram", 1, HigherIsBetter: false, "",
        "mean absolute difference of the log semivariograms (+ 1e-6, each divided by its mean over lags) of generated and real training FCLS abundance maps, over lags 1 .. 8 (at most a quarter of the crop) along rows and columns, and over endmembers by mean abundance");

    public static MetricDefinition MemorisationRatio { get; } = new(
        "memorisation_ratio", "memorisation", 1, HigherIsBetter: true, "",
        "median RMS distance of a generated image to its nearest crop of the training scene at any position, divided by that of held-out real crops to the crops of the rest; far below 1 = copies");

    public static ImmutableArray<MetricDefinition> All { get; } =
    [
        PointFidelity, BlockDiversity, Ratio, InceptionScore, Fid, FidInfinity, Kid, Precision, Recall, Density, Coverage,
        SpectralAngleMedian, SpectralAngleTail, BandWasserstein, AbundanceNegativity, AbundanceSumError, VariogramDistance,
        MemorisationRatio,
    ];
}
