using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Unmixing;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes;

/// <summary>A person's own cubes, synthetic scenes, and everything that can be wrong.</summary>
public sealed class SceneLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SceneLoader Loader => new([_folder["nothing-here"], _folder.Path]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mine.npy")]
    [InlineData("mine.npz")]
    [InlineData("mine.mat")]
    [InlineData("mine.hdr")]
    [InlineData("mine.img")]
    public void Own_cube_works_in_every_format(string file)
    {
        var path = Write(file, Ramp(4, 3, 7));
        var scene = Loader.Load(path);
        Assert.Equal((Provenance.Own, path), (scene.Provenance, scene.Name));
        Assert.Equal((4, 3, 7), (scene.Cube.Rows, scene.Cube.Cols, scene.Cube.Bands));
        Assert.Equal(84, scene.Scale);
        Assert.Equal(Ramp(4, 3, 7).Data.Select(v => v / 84), scene.Cube.Data);
        Assert.Null(scene.Labels);
        Assert.Equal((5, 3, 1), scene.ColourBands);
        Assert.Equal(Loader.Pin(path), scene.Pin());
    }

    [Theory]
    [InlineData("mine.hdr", "Micrometers", 0.001)]
    [InlineData("mine.mat", "Nanometers", 1)]
    [InlineData("mine.npz", "", 0.001)]
    public void Own_wavelengths_choose_the_colours_and_the_files_scale_is_kept(string file, string unit, double factor)
    {
        double[] nanometres = [455, 548, 652, 900];
        var meta = new CubeMetadata([.. nanometres.Select(w => w * factor)], unit, 0.5f, "", null);
        var path = _folder[file];
        CubeFiles.Write(path, [Ramp(2, 2, 4)], meta);
        var scene = Loader.Load(path);
        Assert.Equal(nanometres, scene.Wavelengths.Select(w => Math.Round(w, 6)));
        Assert.False(scene.WavelengthsApproximate);
        Assert.Equal((2, 1, 0), scene.ColourBands);
        Assert.Equal(8, scene.Scale, 1e-4);
    }

    [Theory]
    [InlineData("mine.mat", "mine_gt.npy")]
    [InlineData("mine.npy", "mine_gt.npy")]
    [InlineData("mine.hdr", "mine_gt.npy")]
    public void Labels_beside_the_cube_are_found(string cube, string labels)
    {
        var path = Write(cube, Ramp(2, 3, 4));
        NpyFile.Write(_folder[labels], (byte[])[0, 1, 2, 5, 0, 0], 2, 3);
        var scene = Loader.Load(path);
        Assert.Equal([0, 1, 2, 5, 0, 0], scene.Labels);
        Assert.Equal(5, scene.Classes);
        Assert.Equal(scene.Pin(), Loader.Pin(path));
    }

    [Fact]
    public void Labels_that_are_named_take_the_place_of_those_beside_the_cube()
    {
        var path = Write("mine.npy", Ramp(2, 3, 4));
        NpyFile.Write(_folder["mine_gt.npy"], (byte[])[1, 1, 1, 1, 1, 1], 2, 3);
        CubeFiles.Write(_folder["classes.hdr"], [new Cube(2, 3, 1, [0, 1, 2, 7, 0, 0])], CubeMetadata.None);
        var named = new SceneLoader(Loader.Folders) { Labels = _folder["classes.hdr"] };
        Assert.Equal([0, 1, 2, 7, 0, 0], named.Load(path).Labels);
        Assert.Equal(7, named.Pin(path).Classes);
        Assert.Equal(named.Pin(path), named.Load(path).Pin());
        Assert.NotEqual(Loader.Pin(path).Sha256, named.Pin(path).Sha256);
    }

    [Fact]
    public void Pin_changes_with_the_data_of_envi_labels_and_not_with_their_header_alone()
    {
        var path = Write("mine.npy", Ramp(2, 3, 4));
        var pins = new List<string>();
        foreach (var label in (float[])[1, 2])
        {
            CubeFiles.Write(_folder["mine_gt.hdr"], [new Cube(2, 3, 1, [3, 0, label, 0, 0, 0])], CubeMetadata.None);
            pins.Add(Loader.Pin(path).Sha256);
            pins.Add(new SceneLoader(Loader.Folders) { Labels = _folder["mine_gt.hdr"] }.Pin(path).Sha256);
        }

        Assert.Equal(4, pins.Distinct().Count());
    }

    [Fact]
    public void Scene_with_held_out_tiles_is_another_scene_whose_endmembers_lie_outside_them()
    {
        const string Land = "synthetic:rows=40,cols=24,bands=8,endmembers=3";
        var loader = new SceneLoader([]) { HoldOut = 6 };
        var scene = loader.Load(Land);
        Assert.Equal(loader.Pin(Land), scene.Pin());
        Assert.NotEqual(new SceneLoader([]).Pin(Land).Sha256, scene.Sha256);
        Assert.NotEqual(new SceneLoader([]) { HoldOut = 5 }.Pin(Land).Sha256, scene.Sha256);

        var heldOut = HeldOutTiles.Of(40, 24, 6);
        for (var seed = 0; seed < 10; seed++)
        {
            var unmixed = Unmixer.Run(scene, new(3, Extractor.Vca, AbundanceSolver.Fcls, VcaBranch.Auto, seed, 1), 1);
            Assert.All(unmixed.Endmembers.Indices, i => Assert.False(heldOut[i]));
        }
    }

    [Fact]
    public void Scene_too_small_for_held_out_tiles_is_bad_input()
    {
        var bad = Assert.Throws<InputException>(() =>
            new SceneLoader([]) { HoldOut = 32 }.Pin("synthetic:rows=63,cols=40,bands=8,endmembers=3"));
        Assert.Equal(("size", "63 x 40"), (bad.Place, bad.Value));
        Assert.Contains("at least 64 x 32", bad.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_size_are_bad_input()
    {
        var path = Write("mine.npy", Ramp(2, 3, 4));
        NpyFile.Write(_folder["mine_gt.npy"], (byte[])[0, 1, 2, 5, 0, 0], 3, 2);
        var bad = Assert.Throws<InputException>(() => Loader.Pin(path));
        Assert.Equal($"{_folder["mine_gt.npy"]}, variable 'mine_gt': '3 x 2': labels must be 2 x 3, as the cube beside them", bad.Message);
    }

    [Fact]
    public void Pin_changes_with_the_samples_the_labels_and_the_scaling()
    {
        var path = Write("mine.npy", Ramp(2, 3, 4));
        var pins = new List<ScenePin> { Loader.Pin(path), new SceneLoader(Loader.Folders, SceneScaling.PerBand).Pin(path) };
        NpyFile.Write(_folder["mine_gt.npy"], new byte[6], 2, 3);
        pins.Add(Loader.Pin(path));
        Write("mine.npy", new(2, 3, 4, [.. Ramp(2, 3, 4).Data.Reverse()]));
        pins.Add(Loader.Pin(path));
        Assert.Equal(4, pins.Select(p => p.Sha256).Distinct().Count());
    }

    [Fact]
    public void Envi_pin_covers_the_data_and_not_the_header_alone()
    {
        var path = Write("mine.hdr", Ramp(2, 3, 4));
        var before = Loader.Pin(path);
        Write("mine.hdr", new(2, 3, 4, [.. Ramp(2, 3, 4).Data.Reverse()]));
        Assert.NotEqual(before.Sha256, Loader.Pin(path).Sha256);
    }

    [Fact]
    public void Suffix_names_the_variable_among_several()
    {
        var path = _folder["two.mat"];
        MatFile.Write(path, [MatVariable.Of("a", Ramp(2, 3, 4).Data, 2, 3, 4), MatVariable.Of("b", Ramp(3, 2, 5).Data, 3, 2, 5)]);
        Assert.Equal(5, Loader.Load(path + ":b").Cube.Bands);
        var byArgument = Loader.Load(path, "b");
        Assert.Equal((path + ":b", Loader.Pin(path + ":b")), (byArgument.Name, byArgument.Pin()));
        Assert.NotEqual(Loader.Pin(path + ":a").Sha256, Loader.Pin(path + ":b").Sha256);
        var bad = Assert.Throws<InputException>(() => Loader.Load(path));
        Assert.Contains($"name one, for example {path}:a", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_variable_lists_those_present()
    {
        var path = Write("mine.mat", Ramp(2, 3, 4));
        var bad = Assert.Throws<InputException>(() => Loader.Load(path + ":paviaU"));
        Assert.Contains("'paviaU': no such variable; the file has cube (2 x 3 x 4 float32)", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_without_bands_is_bad_input()
    {
        NpyFile.Write(_folder["flat.npy"], new float[6], 2, 3);
        var bad = Assert.Throws<InputException>(() => Loader.Load(_folder["flat.npy"]));
        Assert.Equal($"{_folder["flat.npy"]}, variable 'flat': '2 x 3 float32': a scene is one array of numbers, rows x cols x bands", bad.Message);
    }

    [Fact]
    public void Nan_sample_is_bad_input_with_its_place()
    {
        var cube = Ramp(2, 3, 4);
        cube.Pixel(1, 2)[3] = float.NaN;
        var path = Write("mine.npy", cube);
        var bad = Assert.Throws<InputException>(() => Loader.Load(path));
        Assert.StartsWith($"{path}, row 1, column 2, band 4: 'NaN'", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Canonical_name_with_another_shape_contradicts_the_catalog()
    {
        MatFile.Write(_folder["PaviaU.mat"], [MatVariable.Of("paviaU", Ramp(2, 3, 4).Data, 2, 3, 4)]);
        var bad = Assert.Throws<InputException>(() => Loader.Load("paviau"));
        Assert.StartsWith($"{_folder["PaviaU.mat"]}, variable 'paviaU': '2 x 3 x 4': Pavia University is 610 x 340 x 103", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Canonical_name_and_shape_with_another_checksum_is_bad_input()
    {
        MatFile.Write(_folder["Indian_pines.mat"], [MatVariable.Of("indian_pines", new float[145 * 145 * 220], 145, 145, 220)]);
        var bad = Assert.Throws<InputException>(() => Loader.Pin("indian_pines"));
        Assert.Matches("^[0-9a-f]{64}$", bad.Value);
        Assert.Contains("fd6498950de76fb68680e335d30dae63f2337be8ba4b3ab8aa8dbb7b36cff273", bad.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_scene_says_where_it_looked_and_how_to_get_it()
    {
        var bad = Assert.Throws<InputException>(() => Loader.Load("ksc"));
        Assert.StartsWith($"KSC.mat: not found in {_folder["nothing-here"]}, {_folder.Path}; 'hud scenes fetch ksc'", bad.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("salina", "did you mean 'salinas'?")]
    [InlineData("synthetc", "did you mean 'synthetic'?")]
    public void Unknown_scene_suggests_the_nearest(string name, string hint) =>
        Assert.EndsWith(hint, Assert.Throws<InputException>(() => Loader.Load(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_path_is_no_such_file() => Assert.Equal(
        $"{_folder["gone.mat"]}: no such file",
        Assert.Throws<InputException>(() => Loader.Load(_folder["gone.mat"] + ":cube")).Message);

    [Fact]
    public void Synthetic_scene_needs_no_file_and_its_pin_no_making()
    {
        const string Name = "synthetic:rows=32,cols=24,bands=20,seed=9";
        var scene = new SceneLoader([]).Load(Name);
        Assert.Equal((Name, 32, 24, 20), (scene.Name, scene.Cube.Rows, scene.Cube.Cols, scene.Cube.Bands));
        Assert.Equal(new SceneLoader([]).Pin(Name), scene.Pin());
    }

    [Fact]
    public void Per_band_scaling_brings_every_band_to_one()
    {
        var path = Write("mine.npy", Ramp(4, 3, 7));
        var scene = new SceneLoader(Loader.Folders, SceneScaling.PerBand).Load(path);
        Assert.Equal(7, scene.BandScales.Length);
        for (var band = 0; band < 7; band++)
            Assert.Equal(1, Enumerable.Range(0, 12).Max(p => scene.Cube.Pixel(p)[band]));
    }

    private string Write(string file, Cube cube)
    {
        CubeFiles.Write(_folder[file], [cube], CubeMetadata.None);
        return _folder[file];
    }

    /// <summary>1, 2, 3, ... in memory order.</summary>
    private static Cube Ramp(int rows, int cols, int bands) =>
        new(rows, cols, bands, [.. Enumerable.Range(1, rows * cols * bands).Select(i => (float)i)]);
}
