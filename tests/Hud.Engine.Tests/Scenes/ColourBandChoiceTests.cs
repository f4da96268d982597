using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Scenes;

public sealed class ColourBandChoiceTests
{
    [Fact]
    public void Known_wavelengths_give_the_nearest_bands() =>
        Assert.Equal((3, 2, 0), ColourBandChoice.For([447, 500, 555, 640, 900], 5));

    [Fact]
    public void Falling_wavelengths_work_too() =>
        Assert.Equal((1, 2, 3), ColourBandChoice.For([900, 655, 545, 455], 4));

    [Fact]
    public void Unknown_wavelengths_spread_evenly() => Assert.Equal((83, 50, 16), ColourBandChoice.For([], 100));

    [Fact]
    public void Infrared_alone_spreads_evenly() =>
        Assert.Equal((2, 1, 0), ColourBandChoice.For([1000, 1100, 1200], 3));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_bands_stay_in_range(int bands)
    {
        var (red, green, blue) = ColourBandChoice.For([], bands);
        Assert.All((int[])[red, green, blue], band => Assert.InRange(band, 0, bands - 1));
    }
}
