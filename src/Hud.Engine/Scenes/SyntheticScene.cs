using System.Collections.Immutable;
using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Synthetic;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes;

/// <summary>A scene with known endmembers, abundances, classes and noise, made from its recipe alone.</summary>
public static class SyntheticScene
{
    /// <summary>Digital numbers of a reflectance of 1, as airborne scenes are commonly delivered.</summary>
    public const float ReflectanceUnits = 10000;

    /// <summary>Smallest share of its dominant endmember that gives a pixel a class; others stay unlabelled.</summary>
    private const double LabelShare = 0.7;

    /// <param name="name">What the scene is called in results; by default <c>synthetic</c>.</param>
    /// <exception cref="InputException">A number of the recipe is out of range.</exception>
    public static Scene Make(SyntheticRecipe recipe, string name = SyntheticRecipe.SceneName)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        recipe.Checked(name);
        var (rows, cols, bands, count) = (recipe.Rows, recipe.Cols, recipe.Bands, recipe.Endmembers);
        var seed = new SeedTree(recipe.Seed).Derive("synthetic scene");
        var wavelengths = new WavelengthGrid(400, 2500, bands, []).Centres();
        var (names, A) = SyntheticEndmembers.Draw(count, wavelengths, seed.Derive("endmembers"));
        var map = LandMap.Draw(rows, cols, count, seed.Derive("land"));
        var X = SyntheticAbundances.Draw(map, rows, cols, count, seed.Derive("abundances"));

        var cube = Mix(A, X, rows, cols);
        if (recipe.Illumination > 0) Shade(cube, recipe.Illumination, seed.Derive("illumination"));
        if (double.IsFinite(recipe.Snr)) AddNoise(cube, recipe.Snr, seed.Derive("noise"));
        var cleaned = CleanedCube.From(cube, name, wrappedNegatives: false, SceneScaling.Scene);

        for (var band = 0; band < bands; band++)
            for (var k = 0; k < count; k++) A[band, k] /= cleaned.Scale;
        return new Scene
        {
            Name = name,
            Provenance = Provenance.Synthetic,
            Sha256 = recipe.Sha256,
            Cube = cleaned.Cube,
            Scale = cleaned.Scale * ReflectanceUnits,
            Labels = Label(X),
            ClassNames = [.. names],
            Classes = count,
            Wavelengths = wavelengths,
            ColourBands = ColourBandChoice.For(wavelengths, bands),
            Valid = cleaned.Valid,
            DeadBands = cleaned.DeadBands,
            Report = cleaned.Report,
            TrueEndmembers = A,
            TrueAbundances = X,
        };
    }

    /// <summary>Y = A X (the linear mixing model, equation 1 of the paper without its noise).</summary>
    private static Cube Mix(double[,] A, double[,] X, int rows, int cols)
    {
        var cube = new Cube(rows, cols, A.GetLength(0));
        Parallel.For(0, cube.Pixels, pixel =>
        {
            var spectrum = cube.Pixel(pixel);
            for (var band = 0; band < spectrum.Length; band++)
            {
                var sum = 0.0;
                for (var k = 0; k < A.GetLength(1); k++) sum += A[band, k] * X[pixel, k];
                spectrum[band] = (float)sum;
            }
        });
        return cube;
    }

    private static void Shade(Cube cube, double most, SeedTree seed)
    {
        var field = SmoothField.Draw(cube.Rows, cube.Cols, 10, seed);
        for (var pixel = 0; pixel < cube.Pixels; pixel++)
        {
            var factor = (float)(1 + (most * Math.Tanh(field[pixel])));
            foreach (ref var sample in cube.Pixel(pixel)) sample *= factor;
        }
    }

    private static void AddNoise(Cube cube, double snr, SeedTree seed)
    {
        var power = cube.Data.Average(value => (double)value * value);
        var deviation = Math.Sqrt(power / Math.Pow(10, snr / 10));
        Parallel.For(0, cube.Rows, row =>
        {
            var random = seed.Derive("row", row).Stream();
            foreach (ref var sample in cube.Data.AsSpan(row * cube.Cols * cube.Bands, cube.Cols * cube.Bands))
                sample += (float)(deviation * random.NextGaussian());
        });
    }

    private static byte[] Label(double[,] X)
    {
        var labels = new byte[X.GetLength(0)];
        for (var pixel = 0; pixel < labels.Length; pixel++)
        {
            for (var k = 0; k < X.GetLength(1); k++)
                if (X[pixel, k] >= LabelShare) labels[pixel] = (byte)(k + 1);
        }

        return labels;
    }
}
