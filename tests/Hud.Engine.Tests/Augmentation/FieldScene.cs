using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Augmentation;

/// <summary>Small fields of three classes, spread over the scene, whose spectra scatter about their class's own.</summary>
internal static class FieldScene
{
    public const int Rows = 64;
    public const int Cols = 48;
    public const int Crop = 8;

    private static readonly float[][] Spectra = [[0.2f, 0.3f, 0.8f, 0.7f], [0.3f, 0.5f, 0.5f, 0.3f], [0.6f, 0.4f, 0.2f, 0.5f]];

    /// <param name="scatter">Standard deviation about the class's spectrum; classes lie about 0.5 apart.</param>
    public static Scene Of(double scatter, Func<int, int, byte>? labels = null)
    {
        var cube = new Cube(Rows, Cols, Spectra[0].Length);
        var map = new byte[cube.Pixels];
        for (var i = 0; i < cube.Pixels; i++)
        {
            map[i] = ClassAt(i / Cols, i % Cols);
            Fill(map[i], scatter, new SeedTree(7).Derive("pixel", i), cube.Pixel(i));
        }

        if (labels is not null)
            for (var i = 0; i < map.Length; i++) map[i] = labels(i / Cols, i % Cols);
        return new()
        {
            Name = "fields",
            Provenance = Provenance.Synthetic,
            Sha256 = "",
            Cube = cube,
            Scale = 1,
            ColourBands = (0, 1, 2),
            Labels = map,
            Classes = 3,
            Valid = [.. map.Select(_ => true)],
        };
    }

    public static byte ClassAt(int row, int col) => (byte)(1 + (((row / 3) + (2 * (col / 3))) % 3));

    /// <summary>Images of one class each, in turn.</summary>
    public static IReadOnlyList<Cube> Images(int count, double scatter) =>
    [
        .. Enumerable.Range(0, count).Select(n =>
        {
            var image = new Cube(Crop, Crop, Spectra[0].Length);
            for (var i = 0; i < image.Pixels; i++) Fill((byte)(1 + (n % 3)), scatter, new SeedTree(8).Derive("image", n, i), image.Pixel(i));
            return image;
        }),
    ];

    /// <summary>Images without any sense: every value drawn by itself.</summary>
    public static IReadOnlyList<Cube> Noise(int count, Func<RandomStream, double> draw) =>
    [
        .. Enumerable.Range(0, count).Select(n =>
        {
            var random = new SeedTree(9).Derive("noise", n).Stream();
            return new Cube(Crop, Crop, Spectra[0].Length,
                [.. Enumerable.Range(0, Crop * Crop * Spectra[0].Length).Select(_ => (float)draw(random))]);
        }),
    ];

    private static void Fill(byte label, double scatter, SeedTree seed, Span<float> pixel)
    {
        var random = seed.Stream();
        for (var band = 0; band < pixel.Length; band++)
            pixel[band] = (float)(Spectra[label - 1][band] + (scatter * random.NextGaussian()));
    }
}
