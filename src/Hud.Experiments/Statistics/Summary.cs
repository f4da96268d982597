using MathNet.Numerics.Distributions;

namespace Hud.Experiments.Statistics;

/// <summary>Mean and spread of independent repetitions (seeds).</summary>
/// <param name="Count">Repetitions, at least 1.</param>
/// <param name="StandardDeviation">Of the sample (n - 1); null for one repetition.</param>
/// <param name="HalfWidth">Half of the 95 % t interval of the mean; null for one repetition.</param>
public sealed record Summary(int Count, double Mean, double? StandardDeviation, double? HalfWidth)
{
    /// <summary>Null without values. Does not depend on the order of the values: they are added in sorted order.</summary>
    public static Summary? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return null;
        // Equal values are their own mean: the sum's rounding would pass for spread, and for a difference between equal groups.
        var mean = sorted[0] == sorted[^1] ? sorted[0] : sorted.Sum() / sorted.Length;
        if (sorted.Length == 1) return new Summary(1, mean, null, null);
        var deviation = Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / (sorted.Length - 1));
        var t = StudentT.InvCDF(location: 0, scale: 1, freedom: sorted.Length - 1, p: 0.975);
        return new Summary(sorted.Length, mean, deviation, t * deviation / Math.Sqrt(sorted.Length));
    }
}
