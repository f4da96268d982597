using Hud.Experiments.Text;

namespace Hud.Experiments.Tests.Text;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("pavaiu", "paviau")]
    [InlineData("PAVIAU", "paviau")]
    [InlineData("salina", "salinas")]
    [InlineData("zzzzzz", null)]
    [InlineData("", null)]
    public void Nearest_name_is_found_or_none(string given, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(given, ["paviau", "salinas", "pavia", "ksc"]));

    [Fact]
    public void Nothing_to_choose_from_gives_no_hint() => Assert.Equal("", NearestName.Hint("x", []));
}
