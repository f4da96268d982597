using CsCheck;
using Hud.Engine.Scenes.Catalog;

namespace Hud.Engine.Tests.Scenes.Catalog;

public sealed class BandListTests
{
    [Fact]
    public void Ranges_and_single_bands_are_read() =>
        Assert.Equal([1, 2, 3, 7, 10, 11], BandList.Parse("1-3, 7,10-11"));

    [Fact]
    public void Water_bands_of_indian_pines_are_twenty() =>
        Assert.Equal(20, BandList.Parse("104-108,150-163,220").Length);

    [Theory]
    [InlineData("3-1")]
    [InlineData("0")]
    [InlineData("1-2-3")]
    [InlineData("a")]
    [InlineData("-4")]
    public void Nonsense_is_refused(string text) => Assert.Throws<FormatException>(() => BandList.Parse(text));

    [Fact]
    public void Format_and_parse_are_inverse() => Gen.Int[1, 40].HashSet[0, 30].Sample(set =>
    {
        int[] bands = [.. set.Order()];
        return BandList.Parse(BandList.Format(bands)).SequenceEqual(bands);
    }, iter: 300);
}
