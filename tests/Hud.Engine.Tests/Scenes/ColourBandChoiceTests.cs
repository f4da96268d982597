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

    [Fact]
    public void Band_that_is_nearest_to_two_colours_is_not_both() =>
        Assert.Equal((2, 1, 0), ColourBandChoice.For([450, 600, 1000], 3));

    [Fact]
    public void Three_different_bands_are_colours_and_fewer_grey()
    {
        Assert.False(ColourBandChoice.IsGrey((2, 1, 0)));
        Assert.All(((int, int, int)[])[(0, 0, 0), (1, 1, 0), (1, 0, 0), (0, 1, 0)], bands => Assert.True(ColourBandChoice.IsGrey(bands)));
        for (var bands = 1; bands < 40; bands++) Assert.Equal(bands < 3, ColourBandChoice.IsGrey(ColourBandChoice.For([], bands)));
    }

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
