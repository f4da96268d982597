namespace Hud.Experiments.Tables;

/// <summary>How a metric is printed.</summary>
/// <param name="Group">Title of the table it shares with others.</param>
/// <param name="Latex">Its symbol in LaTeX mathematics.</param>
/// <param name="Digits">Decimals.</param>
internal sealed record MetricLayout(string Group, string Latex, int Digits)
{
    public static MetricLayout Of(string metric) => metric switch
    {
        "point_fidelity" => new(FidelityAndDiversity, "F_p", 3),
        "block_diversity" => new(FidelityAndDiversity, "D_b", 3),
        "ratio" => new(FidelityAndDiversity, "D_b/F_p", 3),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no layout for this metric"),
    };

    // The paper's table I holds the three side by side.
    private const string FidelityAndDiversity = "Point fidelity and block diversity";
}
