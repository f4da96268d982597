using Hud.Engine.Figures;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;
using SkiaSharp;

namespace Hud.Engine.Tests.Figures;

public sealed class UnmixingFiguresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Abundance_map_shows_each_endmember_where_it_is()
    {
        var abundances = new Cube(20, 20, 5);
        for (var i = 0; i < 400; i++) abundances.Pixel(i)[i % 20 < 10 ? 0 : 1] = 1;
        AbundanceMapsFigure.Draw(FigureCases.Scene(20, 20, 3, 1, Provenance.Derived), abundances, _folder["maps"]);
        using var png = FigureCases.Png(_folder["maps.png"]);
        var (full, none) = (png.GetPixel(50, 200), png.GetPixel(160, 200));
        // Viridis: yellow is much, dark violet little. The second map is the first one mirrored.
        Assert.True(full.Green > 200 && none.Green < 30 && none.Blue > 60, $"{full} {none}");
        Assert.Equal((none, full), (png.GetPixel(260, 200), png.GetPixel(370, 200)));
        var texts = FigureCases.Texts(_folder["maps.svg"]);
        Assert.Equal("plain (derived data), abundances", texts[0]);
        Assert.Equal(["1", "2", "3", "4", "5"], texts[1..6]);
    }

    [Fact]
    public void Endmember_curve_runs_through_its_values_in_its_colour()
    {
        var endmembers = new double[11, 2];
        for (var b = 0; b < 11; b++) (endmembers[b, 0], endmembers[b, 1]) = (0.5, b / 10.0);
        EndmemberCurvesFigure.Draw(FigureCases.Scene(4, 4, 11, 1, Provenance.Derived), endmembers, _folder["ends"]);
        using var png = FigureCases.Png(_folder["ends.png"]);
        var rows = Enumerable.Range(80, 450).ToList();
        // Okabe and Ito's blue is flat; the vermilion curve rises with the bands.
        Assert.Equal(Middle(png, 300, IsBlue, rows), Middle(png, 850, IsBlue, rows), 3.0);
        Assert.True(Middle(png, 300, IsRed, rows) > Middle(png, 850, IsRed, rows) + 200);
        var texts = FigureCases.Texts(_folder["ends.svg"]);
        Assert.Contains("plain (derived data), endmembers", texts);
        Assert.Contains("band", texts);

        static bool IsBlue(SKColor c) => c.Blue > c.Red + 100;
        static bool IsRed(SKColor c) => c.Red > c.Blue + 150;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public void Any_number_of_endmembers_is_drawn_and_told_apart(int count)
    {
        var endmembers = new double[5, count];
        EndmemberCurvesFigure.Draw(FigureCases.Scene(4, 4, 5, 1), endmembers, _folder["ends"]);
        Assert.Contains($"{count}", FigureCases.Texts(_folder["ends.svg"]));
        var styles = Enumerable.Range(0, count).Select(e => (CurveStyle.Colour(e).ToHex(), CurveStyle.Pattern(e).Name));
        Assert.Equal(count, styles.Distinct().Count());
    }

    private static double Middle(SKBitmap png, int x, Func<SKColor, bool> wanted, List<int> rows) =>
        rows.Where(y => wanted(png.GetPixel(x, y))).Average();
}
