using Hud.Engine.Scenes;

namespace Hud.Engine.Figures;

/// <summary>How many spectra pass through each (band, value) cell.</summary>
internal static class SpectralDensity
{
    /// <summary>log10 of the share of spectra in each cell; NaN where none passes. A sample is shared linearly between
    /// the two nearest cells, or whole-numbered data would draw a comb.</summary>
    /// <returns>bins x bands, lowest values in row 0.</returns>
    public static double[,] Of(IReadOnlyList<Cube> cubes, Func<int, int, bool> take, (float Low, float High) range, int bins)
    {
        var weights = new double[bins, cubes[0].Bands];
        var spectra = 0L;
        for (var c = 0; c < cubes.Count; c++)
            for (var i = 0; i < cubes[c].Pixels; i++)
            {
                if (!take(c, i)) continue;
                spectra++;
                var pixel = cubes[c].Pixel(i);
                for (var b = 0; b < pixel.Length; b++)
                {
                    var place = ((pixel[b] - range.Low) / (range.High - range.Low) * bins) - 0.5f;
                    if (!(place >= -0.5f && place <= bins - 0.5f)) continue;
                    var below = (int)MathF.Floor(place);
                    var share = place - below;
                    weights[Math.Max(below, 0), b] += 1 - share;
                    weights[Math.Min(below + 1, bins - 1), b] += share;
                }
            }

        // Less than a quarter of one spectrum is the fringe of a neighbouring cell.
        for (var v = 0; v < bins; v++)
            for (var b = 0; b < cubes[0].Bands; b++)
                weights[v, b] = weights[v, b] < 0.25 ? double.NaN : Math.Log10(weights[v, b] / spectra);
        return weights;
    }

    /// <summary>From 0 (or below) up to the values between which all but one in 5,000 lie: one wild spectrum must not
    /// flatten the rest.</summary>
    /// <remarks>Judged on every n-th pixel where there are more than a million samples.</remarks>
    public static (float Low, float High) Range(IReadOnlyList<Cube> cubes)
    {
        // Whole pixels, so that no band is favoured.
        var stride = (int)(cubes.Sum(c => (long)c.Data.Length) / 1_000_000) + 1;
        var sorted = cubes.SelectMany(c => Enumerable.Range(0, c.Pixels).Where(i => i % stride == 0)
            .SelectMany(i => c.Pixel(i).ToArray())).Order().ToArray();
        var cut = sorted.Length / 5000;
        var (low, high) = (Math.Min(0, sorted[cut]), sorted[^(cut + 1)]);
        return high > low ? (low, high) : (low, low + 1);
    }
}
