using System.Xml.Linq;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using SkiaSharp;

namespace Hud.Engine.Tests.Figures;

internal static class FigureCases
{
    /// <summary>A scene of one value everywhere, to be painted over by the test.</summary>
    public static Scene Scene(int rows, int cols, int bands, float value, Provenance provenance = Provenance.Synthetic)
    {
        var cube = new Cube(rows, cols, bands);
        Array.Fill(cube.Data, value);
        return new Scene
        {
            Name = "plain",
            Provenance = provenance,
            Sha256 = "",
            Cube = cube,
            Scale = 1,
            ColourBands = (bands - 1, bands / 2, 0),
            Valid = Enumerable.Repeat(true, rows * cols).ToArray(),
        };
    }

    /// <summary>All texts of a drawing, one a line.</summary>
    public static List<string> Texts(string svg) =>
        [.. XDocument.Load(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];

    public static SKBitmap Png(string path) => SKBitmap.Decode(path) ?? throw new InvalidDataException(path);

    public static IEnumerable<SKColor> Colours(SKBitmap png, int left, int top, int width, int height) =>
        from y in Enumerable.Range(top, height)
        from x in Enumerable.Range(left, width)
        select png.GetPixel(x, y);
}
