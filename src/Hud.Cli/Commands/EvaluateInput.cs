using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Cli.Commands;

/// <summary>Reads what a person wants evaluated and refuses what cannot be.</summary>
internal static class EvaluateInput
{
    private const int UsualBlock = 32;

    /// <summary>The images of FILE or FILE:VARIABLE.</summary>
    /// <exception cref="InputException">Unreadable; other bands than the scene; NaN or infinity.</exception>
    public static IReadOnlyList<Cube> Images(string file, Scene scene)
    {
        var (path, variable) = Split(file);
        if (!File.Exists(path)) throw new InputException(path, null, null, "no such file");
        var images = CubeFiles.Read(path, variable);
        if (images[0].Bands != scene.Cube.Bands)
            throw new InputException(file, "bands", Text(images[0].Bands),
                $"must be the {scene.Cube.Bands} bands of {scene.Name}; a cube is rows x cols x bands, a set count x rows x cols x bands");
        for (var i = 0; i < images.Count; i++) RequireFinite(images[i], i, file);
        return images;
    }

    /// <param name="given">What --block says.</param>
    /// <exception cref="InputException">The block fits into no image, or not into the scene.</exception>
    public static int Block(int? given, Scene scene, IReadOnlyList<Cube> images, string file)
    {
        var smallest = Math.Min(images[0].Rows, images[0].Cols);
        var most = Math.Min(smallest, Math.Min(scene.Cube.Rows, scene.Cube.Cols));
        var block = given ?? Math.Min(UsualBlock, most);
        if (block < 1) throw new InputException("--block", null, Text(block), "must be at least 1 pixel");
        if (block > smallest)
            throw new InputException("--block", null, Text(block),
                $"must not be larger than the images of {file}, {images[0].Rows} x {images[0].Cols}");
        if (block > most)
            throw new InputException("--block", null, Text(block),
                $"must not be larger than the scene {scene.Name}, {scene.Cube.Rows} x {scene.Cube.Cols}");
        return block;
    }

    private static void RequireFinite(Cube image, int number, string file)
    {
        for (var i = 0; i < image.Data.Length; i++)
        {
            if (float.IsFinite(image.Data[i])) continue;
            var pixel = i / image.Bands;
            throw new InputException(
                file, $"image {number}, row {pixel / image.Cols}, column {pixel % image.Cols}, band {(i % image.Bands) + 1}",
                image.Data[i].ToString(CultureInfo.InvariantCulture), "every sample must be a finite number");
        }
    }

    private static (string Path, string? Variable) Split(string file)
    {
        var colon = file.LastIndexOf(':');
        return colon > 0 && !File.Exists(file) ? (file[..colon], file[(colon + 1)..]) : (file, null);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
