using Hud.Engine.Figures;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Figures;

public sealed class SpectralDensityTests
{
    [Fact]
    public void Cell_holds_the_logarithm_of_the_share_of_spectra_that_pass_it()
    {
        // Three of four spectra have 0.25 in band 0 (centre of bin 2 of 10), all have 0.85 in band 1 (centre of bin 8).
        var cube = new Cube(2, 2, 2, [0.25f, 0.85f, 0.25f, 0.85f, 0.25f, 0.85f, 0.55f, 0.85f]);
        var density = SpectralDensity.Of([cube], (_, _) => true, (0, 1), 10);
        Assert.Equal(Math.Log10(0.75), density[2, 0], 1e-4);
        Assert.Equal(Math.Log10(0.25), density[5, 0], 1e-4);
        Assert.Equal(0, density[8, 1], 1e-4);
        Assert.Equal(3, density.Cast<double>().Count(double.IsFinite));
    }

    [Fact]
    public void Invalid_pixels_and_values_out_of_range_are_not_drawn()
    {
        var cube = new Cube(1, 3, 1, [0.5f, 7, 0.1f]);
        var density = SpectralDensity.Of([cube], (_, i) => i != 2, (0, 1), 1);
        Assert.Equal(Math.Log10(0.5), density[0, 0], 1e-6);
    }

    [Fact]
    public void Range_starts_at_zero_and_forgets_one_wild_spectrum_in_five_thousand()
    {
        var cube = new Cube(100, 100, 1, [.. Enumerable.Range(0, 10_000).Select(i => i == 77 ? 1e9f : 0.2f + (i % 50 / 100f))]);
        Assert.Equal((0f, 0.69f), SpectralDensity.Range([cube]));
    }
}
