using Hud.Engine.Figures;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;
using SkiaSharp;

namespace Hud.Engine.Tests.Figures;

public sealed class PseudoColourFigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Planted_colours_stand_where_they_were_planted()
    {
        var scene = FigureCases.Scene(64, 64, 3, 0);
        // Half the scene 0, half 1, so that the stretch runs from 0 to 1.
        scene.Cube.Data.AsSpan(32 * 64 * 3).Fill(1);
        var generated = new Cube(32, 32, 3);
        for (var i = 0; i < generated.Pixels; i++) generated.Pixel(i)[i / 32 < 16 ? 2 : 0] = 1;
        generated.Pixel(31, 31)[1] = 0.5f;

        using var png = Draw(scene, generated);
        // Real crop at (1, 129): black; generated at (515, 129): red above blue, five dots a pixel.
        Assert.All(FigureCases.Colours(png, 5, 140, 150, 140), c => Assert.Equal(SKColors.Black, c));
        Assert.All(FigureCases.Colours(png, 515, 129, 160, 80), c => Assert.Equal(SKColors.Red, c));
        Assert.All(FigureCases.Colours(png, 515, 209, 160, 75), c => Assert.Equal(SKColors.Blue, c));
        Assert.All(FigureCases.Colours(png, 670, 284, 5, 5), c => Assert.Equal(new SKColor(0, 128, 255), c));
        Assert.Equal(SKColors.White, png.GetPixel(500, 200));
        Assert.Equal(SKColors.White, png.GetPixel(680, 200));
    }

    [Fact]
    public void Stretch_is_the_real_scenes_for_both_sides_and_percentiles_shut_out_extremes()
    {
        var scene = FigureCases.Scene(50, 40, 1, 0);
        for (var i = 0; i < 2000; i++) scene.Cube.Data[i] = i < 20 ? 1000 : i % 100;
        var generated = new Cube(32, 32, 1);
        Array.Fill(generated.Data, 49.5f);
        using var png = Draw(scene, generated);
        var grey = png.GetPixel(600, 200);
        Assert.InRange(grey.Red, 120, 135);
        Assert.Equal((grey.Red, grey.Red), (grey.Green, grey.Blue));
    }

    [Theory]
    [InlineData(Provenance.Derived, true)]
    [InlineData(Provenance.Original, false)]
    public void Title_names_scene_bands_method_and_only_a_derived_scene_is_called_derived(Provenance provenance, bool derived)
    {
        using var png = Draw(FigureCases.Scene(40, 40, 5, 0.5f, provenance), new Cube(32, 32, 5));
        var texts = FigureCases.Texts(_folder["figure.svg"]);
        Assert.Equal(derived ? "plain (derived data), bands 5, 3, 1" : "plain, bands 5, 3, 1", texts[0]);
        Assert.Contains("real", texts);
        Assert.Contains("generated: HUD", texts);
    }

    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(5, 48, 16)]
    [InlineData(30, 200, 200)]
    public void Any_number_and_size_of_images_fits_one_column(int count, int rows, int cols)
    {
        var images = Enumerable.Range(0, count).Select(_ => new Cube(rows, cols, 2)).ToArray();
        using var png = Draw(FigureCases.Scene(60, 60, 2, 1), images);
        Assert.Equal(1004, png.Width);
        Assert.All(FigureCases.Colours(png, 1003, 100, 1, png.Height - 100), c => Assert.Equal(SKColors.White, c));
    }

    private SKBitmap Draw(Scene scene, params Cube[] generated)
    {
        PseudoColourFigure.Draw(scene, "HUD", generated, _folder["figure"]);
        return FigureCases.Png(_folder["figure.png"]);
    }
}
