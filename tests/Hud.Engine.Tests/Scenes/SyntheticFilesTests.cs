using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes;

public sealed class SyntheticFilesTests : IDisposable
{
    private static readonly SyntheticRecipe Small = new(24, 20, 30, 4, Snr: double.PositiveInfinity);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("land.mat")]
    [InlineData("land.npy")]
    [InlineData("land.npz")]
    [InlineData("land.hdr")]
    public void Files_load_back_as_the_scene_that_was_made(string file)
    {
        SyntheticFiles.Write(_folder[file], Small);
        var (made, read) = (SyntheticScene.Make(Small), new SceneLoader([]).Load(_folder[file]));
        Assert.Equal(made.Labels, read.Labels);
        Assert.Equal(made.Classes, read.Classes);
        Assert.Equal(made.Scale, read.Scale, 0.01);
        if (file != "land.npy") Assert.Equal(made.ColourBands, read.ColourBands);
        for (var i = 0; i < made.Cube.Data.Length; i++) Assert.Equal(made.Cube.Data[i], read.Cube.Data[i], 1e-6);
    }

    [Fact]
    public void Endmembers_and_abundances_beside_the_cube_rebuild_it()
    {
        var files = SyntheticFiles.Write(_folder["land.npy"], Small);
        Assert.Equal(
            ["land.npy", "land_gt.npy", "land_endmembers.npy", "land_abundances.npy"], files.Select(f => Path.GetFileName(f)));
        var (A, X) = (ArrayFiles.Read(files[2]), ArrayFiles.Read(files[3]));
        Assert.Equal([30, 4], A.Shape);
        Assert.Equal([24, 20, 4], X.Shape);
        var (a, x, cube) = (A.ToDoubles(), X.ToDoubles(), CubeFiles.Read(files[0])[0]);
        for (var pixel = 0; pixel < cube.Pixels; pixel++)
        {
            var mixed = Enumerable.Range(0, 4).Sum(k => a[(17 * 4) + k] * x[(pixel * 4) + k]);
            Assert.Equal(mixed, cube.Pixel(pixel)[17], 0.01);
        }
    }

    [Fact]
    public void Unknown_ending_is_bad_input_and_writes_nothing()
    {
        Assert.Throws<InputException>(() => SyntheticFiles.Write(_folder["land.tiff"], Small));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Impossible_recipe_writes_nothing()
    {
        Assert.Throws<InputException>(() => SyntheticFiles.Write(_folder["land.npy"], Small with { Bands = 0 }));
        Assert.Empty(_folder.Files);
    }
}
