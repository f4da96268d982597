using MathNet.Numerics.Distributions;

namespace Hud.Experiments.Statistics;

/// <summary>Is a mean the same as a published number, within a margin, or is it outside? Two one-sided t tests for
/// "within" (Schuirmann 1987), one for each side for "outside".</summary>
/// <param name="Within">p value of "the mean lies within the margin".</param>
/// <param name="Above">p value of "the mean lies above the margin", two-sided level.</param>
/// <param name="Below">p value of "the mean lies below the margin", two-sided level.</param>
public sealed record MarginTest(double Within, double Above, double Below)
{
    /// <summary>p value of the claim that the data speak for. At most one of the three can be significant: they exclude
    /// each other, and the outer two share one level (Goeman, Solari and Stijnen 2010).</summary>
    public double P => Math.Min(Within, Math.Min(Above, Below));

    /// <param name="published">Taken as exact: its own scatter was not published.</param>
    /// <param name="margin">Above 0, in the unit of the mean.</param>
    /// <returns>Null for fewer than two values, or where one is no number.</returns>
    public static MarginTest? Of(Summary ours, double published, double margin)
    {
        ArgumentNullException.ThrowIfNull(ours);
        if (ours.StandardDeviation is not { } deviation || !double.IsFinite(ours.Mean) || !double.IsFinite(deviation)) return null;
        double Over(double bound) => Tail(ours.Mean - bound, deviation, ours.Count);
        double Under(double bound) => Tail(bound - ours.Mean, deviation, ours.Count);
        var (low, high) = (published - margin, published + margin);
        return new MarginTest(
            Math.Max(Over(low), Under(high)), Math.Min(1, 2 * Over(high)), Math.Min(1, 2 * Under(low)));
    }

    /// <summary>P(T >= distance / standard error).</summary>
    private static double Tail(double distance, double deviation, int count) => deviation > 0
        ? StudentT.CDF(0, 1, count - 1, -distance / (deviation / Math.Sqrt(count)))
        : distance > 0 ? 0 : 1;
}
