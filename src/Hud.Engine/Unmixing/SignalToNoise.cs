namespace Hud.Engine.Unmixing;

/// <summary>VCA's estimate of the signal-to-noise ratio: what the d principal axes hold against what they do not.</summary>
internal static class SignalToNoise
{
    /// <summary>10 log10((P_x - d/L P_y) / (P_y - P_x)) in dB.</summary>
    /// <param name="axes">Of the covariance.</param>
    /// <returns>Positive infinity when nothing but rounding lies outside the axes, negative infinity when the axes hold
    /// no more than noise would.</returns>
    public static double Decibels(SpectralMoments moments, PrincipalAxes axes, int d)
    {
        var bands = moments.Mean.Length;
        var mean = moments.Mean.Sum(m => m * m);
        var inside = axes.Values.Take(d).Sum(v => Math.Max(v, 0));
        // P_y - P_x as the sum of the trailing eigenvalues: the difference of the two powers would be all rounding.
        var noise = axes.Values.Skip(d).Sum(v => Math.Max(v, 0));
        var signal = inside + mean;
        if (noise <= bands * double.Epsilon || noise <= 1e-14 * (signal + noise)) return double.PositiveInfinity;
        var ratio = (signal - ((double)d / bands * (signal + noise))) / noise;
        return ratio > 0 ? 10 * Math.Log10(ratio) : double.NegativeInfinity;
    }

    /// <summary>At or above it the projective branch is taken.</summary>
    public static double Threshold(int d) => 15 + (10 * Math.Log10(d));
}
