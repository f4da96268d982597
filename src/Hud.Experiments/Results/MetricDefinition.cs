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

    public static ImmutableArray<MetricDefinition> All { get; } = [PointFidelity, BlockDiversity, Ratio];
}
