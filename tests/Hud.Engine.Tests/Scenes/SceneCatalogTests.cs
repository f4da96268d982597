using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Catalog;
using Hud.Experiments;

namespace Hud.Engine.Tests.Scenes;

public sealed class SceneCatalogTests
{
    public static TheoryData<string> Names => [.. SceneCatalog.Entries.Select(e => e.Name)];

    private static SceneEntry[] Labelled => [.. SceneCatalog.Entries.Where(e => e.GroundTruth is not null)];

    [Theory, MemberData(nameof(Names))]
    public void Entry_agrees_with_itself(string name)
    {
        var entry = SceneCatalog.Get(name);
        Assert.Equal(entry.Bands, entry.Wavelengths.Centres().Length);
        Assert.All(entry.WaterBands, band => Assert.InRange(band, 1, entry.Bands));
        Assert.Equal(entry.ClassNames.Length, entry.ClassNames.Distinct().Count());
        if (entry.ColourBands is var (red, green, blue))
            Assert.All((int[])[red, green, blue], band => Assert.InRange(band, 1, entry.Bands));
        if (entry.GroundTruth is not null) Assert.Equal(entry.Classes, entry.ClassPixels.Length);
        Assert.All(entry.Files, f => Assert.Matches("^[0-9a-f]{64}$", f.Sha256));
        Assert.All(entry.Files, f => Assert.EndsWith("/" + f.FileName, f.Url.AbsoluteUri, StringComparison.Ordinal));
        Assert.All(entry.Derived, d => Assert.Equal(entry.Bands, d.Bands - d.DroppedBands.Length));
    }

    // Totals of labelled pixels as the scenes' page and countless papers print them.
    [Theory]
    [InlineData("indian_pines", 16, 10249)]
    [InlineData("indian_pines_corrected", 16, 10249)]
    [InlineData("ksc", 13, 5211)]
    [InlineData("pavia", 9, 148152)]
    [InlineData("paviau", 9, 42776)]
    [InlineData("salinas", 16, 54129)]
    public void Class_counts_add_up_to_the_published_total(string name, int classes, int labelled)
    {
        var entry = SceneCatalog.Get(name);
        Assert.Equal((classes, labelled), (entry.Classes, entry.ClassPixels.Sum()));
    }

    [Fact]
    public void Names_and_checksums_are_distinct()
    {
        Assert.Equal(SceneCatalog.Names.Length, SceneCatalog.Names.Distinct().Count());
        var cubes = SceneCatalog.Entries.Select(e => e.Cube.Sha256);
        Assert.Equal(SceneCatalog.Entries.Length, cubes.Distinct().Count());
        Assert.Equal(5, Labelled.Select(e => e.GroundTruth!.Sha256).Distinct().Count());
    }

    [Fact]
    public void Corrected_indian_pines_lacks_the_water_bands_of_the_full_one()
    {
        var (full, corrected) = (SceneCatalog.Get("indian_pines"), SceneCatalog.Get("indian_pines_corrected"));
        var kept = full.Wavelengths.Centres().Where((_, i) => !full.WaterBands.Contains(i + 1));
        Assert.Equal(kept, corrected.Wavelengths.Centres());
    }

    [Fact]
    public void Unknown_name_suggests_the_nearest()
    {
        var bad = Assert.Throws<InputException>(() => SceneCatalog.Get("pavai"));
        Assert.EndsWith("did you mean 'pavia'?", bad.Message, StringComparison.Ordinal);
        Assert.Contains("'pavai'", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_ignore_case() => Assert.Equal("paviau", SceneCatalog.Get("PaviaU").Name);
}
