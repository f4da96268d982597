using Hud.Engine.Figures;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;
using SkiaSharp;

namespace Hud.Engine.Tests.Figures;

public sealed class SpectralDensityFigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Flat_spectra_are_one_stripe_at_their_value_on_shared_axes()
    {
        using var png = Draw(WithOneBrightPixel(FigureCases.Scene(10, 10, 8, 0.25f)), 0.5f);
        var (top, height) = (120, 375);
        Assert.Equal(0.75, Stripe(png, 200, top, height) / (double)height, 0.03);
        Assert.Equal(0.5, Stripe(png, 600, top, height) / (double)height, 0.03);
    }

    [Fact]
    public void Axis_is_in_nanometres_where_wavelengths_are_known_and_says_when_they_are_approximate()
    {
        var scene = FigureCases.Scene(6, 6, 4, 1);
        using (Draw(scene, 0.5f)) Assert.Contains("band", Texts());
        var known = scene with { Wavelengths = [400, 450, 500, 900] };
        using (Draw(known, 0.5f)) Assert.Contains("wavelength (nm)", Texts());
        using (Draw(known with { WavelengthsApproximate = true }, 0.5f)) Assert.Contains("wavelength (nm, approximate)", Texts());
    }

    [Fact]
    public void Removed_bands_leave_a_gap_instead_of_being_stretched()
    {
        var scene = FigureCases.Scene(6, 6, 6, 0.25f) with { Wavelengths = [400, 410, 420, 500, 510, 520] };
        using var png = Draw(WithOneBrightPixel(scene), 0.5f);
        // The stripe of the first panel: dots 155 to 500, three quarters down.
        var drawn = Enumerable.Range(160, 335).Select(x => png.GetPixel(x, 402) != SKColors.White).ToList();
        Assert.True(drawn[10] && drawn[^10]);
        Assert.False(drawn[drawn.Count / 2]);
    }

    [Fact]
    public void Derived_scene_is_called_derived()
    {
        using var png = Draw(FigureCases.Scene(6, 6, 4, 1, Provenance.Derived), 0.5f);
        Assert.Contains("plain (derived data), all spectra", Texts());
        Assert.Contains("generated: HUD", Texts());
        Assert.Contains("scaled value", Texts());
    }

    /// <summary>It makes the axis end at 1; thin dots at the upper edge.</summary>
    private static Scene WithOneBrightPixel(Scene scene)
    {
        scene.Cube.Pixel(0).Fill(1);
        return scene;
    }

    /// <summary>Dots from the top of the panel to the middle of what is drawn in a column.</summary>
    private static double Stripe(SKBitmap png, int x, int top, int height)
    {
        var drawn = Enumerable.Range(8, height - 16).Where(y => png.GetPixel(x, top + y) != SKColors.White).ToList();
        return drawn.Average();
    }

    private List<string> Texts() => FigureCases.Texts(_folder["figure.svg"]);

    private SKBitmap Draw(Scene scene, float generated)
    {
        var cube = new Cube(4, 4, scene.Cube.Bands);
        Array.Fill(cube.Data, generated);
        SpectralDensityFigure.Draw(scene, "HUD", [cube], _folder["figure"]);
        return FigureCases.Png(_folder["figure.png"]);
    }
}
