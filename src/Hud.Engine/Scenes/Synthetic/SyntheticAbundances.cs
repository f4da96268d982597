using Hud.Engine.Training;

namespace Hud.Engine.Scenes.Synthetic;

/// <summary>The known abundances of a synthetic scene.</summary>
internal static class SyntheticAbundances
{
    /// <summary>Fields are nearly pure in places, mixed by soft patches elsewhere, and blend along their borders as a
    /// sensor's point spread makes them.</summary>
    /// <returns>pixels x endmembers: non-negative, each row sums to 1.</returns>
    public static double[,] Draw(int[] map, int rows, int cols, int endmembers, SeedTree seed)
    {
        const double PointSpread = 0.8, PatchSize = 6, Contrast = 2;
        var purity = SmoothField.Draw(rows, cols, PatchSize, seed.Derive("purity"));
        var mixture = new double[endmembers][];
        var cover = new double[endmembers][];
        for (var k = 0; k < endmembers; k++)
        {
            mixture[k] = SmoothField.Draw(rows, cols, PatchSize, seed.Derive("mixture", k));
            cover[k] = SmoothField.Blur([.. map.Select(m => m == k ? 1.0 : 0.0)], rows, cols, PointSpread);
        }

        var X = new double[rows * cols, endmembers];
        for (var pixel = 0; pixel < map.Length; pixel++)
        {
            // Half a deviation above the mean a pixel is pure; two below, 55 % of it is its own cover.
            var own = Math.Clamp(0.91 + (0.18 * purity[pixel]), 0.55, 1);
            var sum = 0.0;
            for (var k = 0; k < endmembers; k++) sum += Math.Exp(Contrast * mixture[k][pixel]);
            for (var k = 0; k < endmembers; k++)
                X[pixel, k] = (own * cover[k][pixel]) + ((1 - own) * Math.Exp(Contrast * mixture[k][pixel]) / sum);
        }

        return X;
    }
}
