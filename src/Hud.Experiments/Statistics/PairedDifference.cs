namespace Hud.Experiments.Statistics;

/// <summary>What a treatment does to a score that is the better the higher.</summary>
public enum GainVerdict
{
    Gain,
    Loss,
    Undecided,
}

/// <summary>A score with a treatment against the same without it, pair by pair (equal seeds).</summary>
/// <param name="Difference">Of the pairs, with minus without.</param>
/// <param name="Verdict">Gain or loss where the 95 % interval of the mean leaves out 0 and the mean is no smaller than what
/// matters; undecided otherwise.</param>
public sealed record PairedDifference(Summary Difference, GainVerdict Verdict)
{
    /// <param name="with">At least two scores.</param>
    /// <param name="without">As many, in the same order.</param>
    /// <param name="least">The smallest difference that matters, 0 or more.</param>
    public static PairedDifference Of(IReadOnlyList<double> with, IReadOnlyList<double> without, double least)
    {
        ArgumentNullException.ThrowIfNull(with);
        ArgumentNullException.ThrowIfNull(without);
        if (with.Count != without.Count || with.Count < 2)
            throw new ArgumentException($"{with.Count} and {without.Count} scores make no two pairs", nameof(with));
        var difference = Summary.Of(with.Zip(without, (a, b) => a - b))!;
        return new(difference, Decide(difference.Mean, difference.HalfWidth!.Value, least));
    }

    private static GainVerdict Decide(double mean, double halfWidth, double least) =>
        Math.Abs(mean) < least || !(Math.Abs(mean) > halfWidth) ? GainVerdict.Undecided
        : mean > 0 ? GainVerdict.Gain
        : GainVerdict.Loss;
}
