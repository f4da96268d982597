using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Formats;

namespace Hud.Engine.Scenes.Loading;

/// <summary>What a file of an unmixing scene says about itself; all pixels row-major.</summary>
/// <param name="Endmembers">bands x count, in the units of the cube after scaling.</param>
/// <param name="Abundances">pixels x count.</param>
/// <param name="Labels">Dominant endmember of each pixel, from 1.</param>
internal sealed record UnmixingTruth(double[,] Endmembers, double[,] Abundances, byte[] Labels)
{
    public static UnmixingTruth Read(string path, SceneEntry entry)
    {
        var (rows, cols, bands, count) = (entry.Rows, entry.Cols, entry.Bands, entry.Classes);
        CatalogCheck.Shape(path, entry.Truth!.Endmembers, [count, bands], entry.Title);
        CatalogCheck.Shape(path, entry.Truth.Abundances, [rows, cols, count], entry.Title);
        var stored = ArrayFiles.Read(path, entry.Truth.Endmembers).ToDoubles();
        var A = new double[bands, count];
        for (var band = 0; band < bands; band++)
            for (var k = 0; k < count; k++) A[band, k] = stored[(k * bands) + band];

        var shares = ArrayFiles.Read(path, entry.Truth.Abundances).ToDoubles();
        var X = new double[rows * cols, count];
        Buffer.BlockCopy(shares, 0, X, 0, shares.Length * sizeof(double));
        var labels = new byte[rows * cols];
        for (var pixel = 0; pixel < labels.Length; pixel++)
            labels[pixel] = (byte)(1 + Enumerable.Range(0, count).MaxBy(k => X[pixel, k]));
        return new(A, X, labels);
    }

    /// <param name="samples">bands x pixels, row-major, the pixels column-major over rows x cols.</param>
    public static Cube CubeOf(float[] samples, SceneEntry entry)
    {
        var cube = new Cube(entry.Rows, entry.Cols, entry.Bands);
        for (var row = 0; row < entry.Rows; row++)
        {
            for (var col = 0; col < entry.Cols; col++)
            {
                var spectrum = cube.Pixel(row, col);
                for (var band = 0; band < spectrum.Length; band++)
                    spectrum[band] = samples[(band * cube.Pixels) + (col * entry.Rows) + row];
            }
        }

        return cube;
    }
}
