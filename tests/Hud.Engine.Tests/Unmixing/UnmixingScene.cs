using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Unmixing;

/// <summary>A real scene with its truth, read straight from the published file: Y divided by its maximum.</summary>
internal sealed record UnmixingScene(Cube Cube, double[,] Endmembers, double[] Abundances)
{
    /// <param name="file">Jasper.mat, Samson.mat or moffett.mat.</param>
    public static UnmixingScene Load(string file)
    {
        var path = RealData.Require($"unmixing/{file}");
        var truth = MatFile.Read(path, "S_GT");
        var (rows, cols, d) = (truth.Shape[0], truth.Shape[1], truth.Shape[2]);
        var y = MatFile.Read(path, "Y");
        var (samples, bands) = (y.ToDoubles(), y.Shape[0]);
        var largest = samples.Max();
        var cube = new Cube(rows, cols, bands);
        for (var band = 0; band < bands; band++)
        {
            for (var i = 0; i < cube.Pixels; i++)
                cube.Pixel(i)[band] = (float)(samples[(band * cube.Pixels) + ColumnMajor(i, cube)] / largest);
        }

        var spectra = MatFile.Read(path, "GT").ToDoubles();
        var A = new double[bands, d];
        for (var j = 0; j < d; j++)
        {
            for (var band = 0; band < bands; band++) A[band, j] = spectra[(j * bands) + band];
        }

        return new UnmixingScene(cube, A, truth.ToDoubles());
    }

    /// <summary>The published files number pixels down the columns.</summary>
    public static int ColumnMajor(int rowMajor, Cube cube) =>
        ((rowMajor % cube.Cols) * cube.Rows) + (rowMajor / cube.Cols);
}
