using System.Globalization;
using Hud.Experiments.Statistics;

namespace Hud.Engine.Augmentation;

/// <summary>What to make of the numbers, in one sentence each.</summary>
public static class AugmentationVerdict
{
    /// <summary>Below this memorisation_ratio images are called copies: they lie less than half as far from the scene as real
    /// images do that it does not contain.</summary>
    public const double CopiesBelow = 0.5;

    public static bool Memorised(double memorisationRatio) => memorisationRatio < CopiesBelow;

    public static string OfMemorisation(double ratio) => Memorised(ratio)
        ? Text($"Copies: the images lie {ratio:F2} times as far from the scene as held-out real ones do from the rest (below {CopiesBelow:F1} they count as copied).")
        : Text($"No copies found: the images lie {ratio:F2} times as far from the scene as held-out real ones do from the rest (below {CopiesBelow:F1} they would count as copied).");

    public static string Of(AugmentationTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var gain = trial.SyntheticGain;
        var points = Points(gain.Difference);
        return gain.Verdict switch
        {
            GainVerdict.Gain => $"Gain: with the synthetic pixels mean accuracy on held-out tiles rises ({points}). " + OverCopies(trial),
            GainVerdict.Loss => $"Loss: with the synthetic pixels mean accuracy on held-out tiles falls ({points}); do not train this classifier with them.",
            _ when Math.Abs(gain.Difference.Mean) < AugmentationTrial.LeastDifference =>
                $"Undecided: with the synthetic pixels mean accuracy on held-out tiles changes by {points}, too little to matter (less than {100 * AugmentationTrial.LeastDifference:0.#}).",
            _ => $"Undecided: with the synthetic pixels mean accuracy on held-out tiles changes by {points}; more seeds may decide.",
        };
    }

    /// <summary>"+1.2 ± 0.4 points": a difference of shares with half of its 95 % interval.</summary>
    public static string Points(Summary difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return Text($"{100 * difference.Mean:+0.0;-0.0;0.0} ± {100 * (difference.HalfWidth ?? double.NaN):0.0} points");
    }

    private static string OverCopies(AugmentationTrial trial) => trial.SyntheticOverCopies.Verdict switch
    {
        GainVerdict.Gain => $"That is {Points(trial.SyntheticOverCopies.Difference)} against noisy copies of real pixels: more than any further samples give.",
        GainVerdict.Loss => $"Noisy copies of real pixels are better still ({Points(trial.SyntheticOverCopies.Difference)}): take those.",
        _ => $"But noisy copies of real pixels do as well ({Points(trial.SyntheticOverCopies.Difference)}): it is not the images that help.",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
