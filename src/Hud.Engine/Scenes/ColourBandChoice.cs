namespace Hud.Engine.Scenes;

/// <summary>Bands for a pseudo-colour picture of a scene that no paper has drawn.</summary>
public static class ColourBandChoice
{
    /// <summary>The bands (from 0) nearest to 650, 550 and 450 nm; an even spread, longest wave red, where the
    /// wavelengths are unknown or do not reach all three (each must have a band of its own within 50 nm).</summary>
    /// <param name="wavelengths">Band centres in nanometres; empty when unknown.</param>
    public static (int Red, int Green, int Blue) For(IReadOnlyList<double> wavelengths, int bands)
    {
        ArgumentNullException.ThrowIfNull(wavelengths);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bands);
        if (wavelengths.Count == bands
            && Nearest(wavelengths, 650) is { } red
            && Nearest(wavelengths, 550) is { } green
            && Nearest(wavelengths, 450) is { } blue
            && !IsGrey((red, green, blue)))
            return (red, green, blue);
        return (bands * 5 / 6, bands / 2, bands / 6);
    }

    /// <summary>The bands (from 0) that a file names, unless it names ones that it does not have.</summary>
    public static (int Red, int Green, int Blue)? Stated((int Red, int Green, int Blue)? stated, int bands) =>
        stated is var (red, green, blue) && ((int[])[red, green, blue]).All(b => b >= 0 && b < bands) ? stated : null;

    /// <summary>True where two of the three are one band: always with fewer than three bands, else only where a file says so.</summary>
    public static bool IsGrey((int Red, int Green, int Blue) bands) =>
        bands.Red == bands.Green || bands.Green == bands.Blue || bands.Red == bands.Blue;

    private static int? Nearest(IReadOnlyList<double> wavelengths, double wanted)
    {
        var best = Enumerable.Range(0, wavelengths.Count).MinBy(band => Math.Abs(wavelengths[band] - wanted));
        return Math.Abs(wavelengths[best] - wanted) <= 50 ? best : null;
    }
}
