using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Engine.Tests.Scenes;

public sealed class SyntheticRecipeTests
{
    [Fact]
    public void Plain_name_is_the_default() => Assert.Equal(new SyntheticRecipe(), SyntheticRecipe.Parse("synthetic"));

    [Fact]
    public void Bare_number_is_the_seed() =>
        Assert.Equal(new SyntheticRecipe(Seed: -7), SyntheticRecipe.Parse("synthetic:-7"));

    [Fact]
    public void Keys_change_single_parts() => Assert.Equal(
        new SyntheticRecipe(64, 48, 40, 4, 3, 20.5, 0.1),
        SyntheticRecipe.Parse("synthetic:rows=64,cols=48,bands=40,endmembers=4,seed=3,snr=20.5,illumination=0.1"));

    [Theory]
    [InlineData("synthetic:band=40", "synthetic:band=40: 'band': a synthetic scene has rows, cols, bands, endmembers, seed, snr, illumination; did you mean 'bands'?")]
    [InlineData("synthetic:bands=many", "synthetic:bands=many, bands: 'many': must be a whole number")]
    [InlineData("synthetic:rows=15", "synthetic:rows=15, rows: '15': must be 16 to 4096")]
    [InlineData("synthetic:rows=99999999999", "synthetic:rows=99999999999, rows: '99999999999': must be a whole number")]
    [InlineData("synthetic:endmembers=1", "synthetic:endmembers=1, endmembers: '1': must be 2 to 16")]
    [InlineData("synthetic:bands=4,endmembers=5", "synthetic:bands=4,endmembers=5, endmembers: '5': must be 2 to 4")]
    [InlineData("synthetic:snr=-3", "synthetic:snr=-3, snr: '-3': must be 0 dB or more, or infinity")]
    [InlineData("synthetic:snr=NaN", "synthetic:snr=NaN, snr: 'NaN': must be 0 dB or more, or infinity")]
    [InlineData("synthetic:rows=4096,cols=4096,bands=1024", "synthetic:rows=4096,cols=4096,bands=1024, rows x cols x bands: '4096 x 4096 x 1024': too large for one cube")]
    public void Nonsense_names_place_value_and_rule(string name, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => SyntheticRecipe.Parse(name)).Message);

    [Fact]
    public void Full_name_reads_back_as_the_same_recipe()
    {
        var recipe = new SyntheticRecipe(64, 48, 40, 4, -3, 20.5, 0.1);
        Assert.Equal(recipe, SyntheticRecipe.Parse(recipe.FullName));
        Assert.Equal(double.PositiveInfinity, SyntheticRecipe.Parse((recipe with { Snr = double.PositiveInfinity }).FullName).Snr);
    }

    [Fact]
    public void Hash_is_pinned_so_that_old_results_are_found() => Assert.Equal(
        "bbef7739d5150a1cbc81b07dc23b3fedbf569301dcdffb7c62918b18656bcfc3", new SyntheticRecipe().Sha256);

    [Fact]
    public void Hash_depends_on_every_part()
    {
        var basis = new SyntheticRecipe();
        SyntheticRecipe[] others =
        [
            basis, basis with { Rows = 64 }, basis with { Cols = 64 }, basis with { Bands = 64 }, basis with { Snr = 30 },
            basis with { Endmembers = 4 }, basis with { Seed = 2 }, basis with { Illumination = 0.1 },
        ];
        Assert.Equal(others.Length, others.Select(r => r.Sha256).Distinct().Count());
    }
}
