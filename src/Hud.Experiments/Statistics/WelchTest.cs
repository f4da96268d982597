using MathNet.Numerics.Distributions;

namespace Hud.Experiments.Statistics;

/// <summary>Welch's t test: do two groups of seeds have different means? Their variances may differ.</summary>
public static class WelchTest
{
    /// <returns>Two-sided p value; null when a group has fewer than two values or a value that is no number.</returns>
    public static double? P(Summary a, Summary b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.StandardDeviation is not { } sa || b.StandardDeviation is not { } sb) return null;
        var difference = a.Mean - b.Mean;
        var (va, vb) = (sa * sa / a.Count, sb * sb / b.Count);
        if (!double.IsFinite(difference) || !double.IsFinite(va + vb)) return null;
        // Groups without any spread are told apart by their values alone.
        if (va + vb == 0) return difference == 0 ? 1 : 0;
        var freedom = (va + vb) * (va + vb) / ((va * va / (a.Count - 1)) + (vb * vb / (b.Count - 1)));
        return Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference) / Math.Sqrt(va + vb)));
    }
}
