namespace Hud.Experiments.Tables;

/// <summary>How a metric is printed.</summary>
/// <param name="Group">Title of the table it shares with others.</param>
/// <param name="Latex">Its symbol in LaTeX mathematics.</param>
/// <param name="Digits">Decimals.</param>
internal sealed record MetricLayout(string Group, string Latex, int Digits)
{
    // The paper's table I holds the three side by side.
    private const string FidelityAndDiversity = "Point fidelity and block diversity";
    private const string InceptionScore = "Inception score";
    private const string FrechetDistance = "Frechet inception distance";
    private const string Features = "Crops in the classifier's feature space";
    private const string Spectra = "Spectra";
    private const string Mixture = "Abundances";
    private const string Novelty = "Novelty";

    /// <summary>Shown in the paper's own layout: scenes in rows, methods in columns.</summary>
    public bool IsInPaper => Group is FidelityAndDiversity or InceptionScore or FrechetDistance;

    public static MetricLayout Of(string metric) => metric switch
    {
        "point_fidelity" => new(FidelityAndDiversity, "F_p", 3),
        "block_diversity" => new(FidelityAndDiversity, "D_b", 3),
        "ratio" => new(FidelityAndDiversity, "D_b/F_p", 3),
        "inception_score" => new(InceptionScore, @"\mathrm{IS}", 3),
        "fid" => new(FrechetDistance, @"\mathrm{FID}", 2),
        "fid_infinity" => new(Features, @"\mathrm{FID}_\infty", 2),
        "kid" => new(Features, @"\mathrm{KID}", 4),
        "precision" => new(Features, @"\mathrm{precision}", 3),
        "recall" => new(Features, @"\mathrm{recall}", 3),
        "density" => new(Features, @"\mathrm{density}", 3),
        "coverage" => new(Features, @"\mathrm{coverage}", 3),
        "sam_median" => new(Spectra, @"\mathrm{SAM}_{50\%}", 2),
        "sam_p95" => new(Spectra, @"\mathrm{SAM}_{95\%}", 2),
        "band_wasserstein" => new(Spectra, "W_1", 4),
        "abundance_negativity" => new(Mixture, @"\mathrm{abundance}<0", 4),
        "abundance_sum_error" => new(Mixture, @"|\mathrm{sum}-1|", 4),
        "variogram_distance" => new(Mixture, @"\mathrm{variogram}", 3),
        "memorisation_ratio" => new(Novelty, @"\mathrm{memorisation}", 3),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no layout for this metric"),
    };
}
