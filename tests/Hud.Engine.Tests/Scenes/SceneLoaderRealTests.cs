using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes;

/// <summary>The copies of real scenes that the project's data folder holds.</summary>
public sealed class SceneLoaderRealTests
{
    // One digital number of each file, read with scipy.io.loadmat: row and column from 0, band from 1.
    [Theory]
    [InlineData("indian_pines", "recon8/Indian_pines_levels8.mat", 100, 30, 120, 72)]
    [InlineData("indian_pines_corrected", "recon8/Indian_pines_levels8.mat", 100, 30, 120, 71)]
    [InlineData("ksc", "recon8/KSC_recon8.mat", 100, 500, 20, 49)]
    [InlineData("pavia", "crops/Pavia_crop_r4_c228_100x100.mat", 99, 3, 102, 841)]
    [InlineData("paviau", "recon8/PaviaU_recon8.mat", 300, 170, 50, 1569)]
    [InlineData("salinas", "recon8/Salinas_levels8.mat", 400, 20, 120, 50)]
    public void Derived_copy_loads_as_the_catalog_describes_it_and_says_derived(
        string name, string file, int row, int col, int band, int number)
    {
        RealData.Require(file);
        var entry = SceneCatalog.Get(name);
        var loader = new SceneLoader([RealData.Folder!]);
        var scene = loader.Load(name);
        Assert.Equal(number, scene.Cube.Pixel(row, col)[band - 1] * scene.Scale, 1e-3);
        Assert.Equal(Provenance.Derived, scene.Provenance);
        Assert.Equal(loader.Pin(name), scene.Pin());
        Assert.Equal(entry.Bands, scene.Cube.Bands);
        Assert.Equal(entry.Bands, scene.Wavelengths.Length);
        Assert.StartsWith("derived copy", scene.Report[0], StringComparison.Ordinal);
        Assert.Equal(1, scene.Cube.Data.Max());
        if (entry.Derived[0].GroundTruthVariable is null) Assert.Equal(entry.ClassPixels, ClassPixels(scene));
        var (red, green, blue) = entry.ColourBands!.Value;
        Assert.Equal((red - 1, green - 1, blue - 1), scene.ColourBands);
    }

    [Fact]
    public void Pavia_crop_brings_the_labels_of_its_window()
    {
        RealData.Require("crops/Pavia_crop_r4_c228_100x100.mat");
        var scene = new SceneLoader([RealData.Folder!]).Load("pavia");
        Assert.Equal([5274, 0, 0, 0, 0, 620, 0, 0, 115], ClassPixels(scene));
        Assert.Equal(9, scene.Classes);
    }

    [Fact]
    public void Path_of_a_derived_copy_is_derived_too()
    {
        var path = RealData.Require("recon8/Indian_pines_levels8.mat");
        var loader = new SceneLoader([RealData.Folder!]);
        var (byPath, byName) = (loader.Pin(path), loader.Pin("indian_pines"));
        Assert.Equal(byName with { Name = path }, byPath);
    }

    [Fact]
    public void Cube_without_its_ground_truth_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["Indian_pines_levels8.mat"], RealData.Require("recon8/Indian_pines_levels8.mat"));
        var bad = Assert.Throws<InputException>(() => new SceneLoader([folder.Path]).Pin("indian_pines"));
        Assert.StartsWith("Indian_pines_gt.mat: the ground truth of Indian Pines is missing beside", bad.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_derived_copy_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(RealData.Require("unmixing/moffett.mat"));
        // The last variable's last value: the file still reads well.
        bytes[^1] ^= 1;
        File.WriteAllBytes(folder["moffett.mat"], bytes);
        var bad = Assert.Throws<InputException>(() => new SceneLoader([folder.Path]).Load("moffett"));
        Assert.Equal(("SHA-256", true), (bad.Place, bad.Rule.Contains(SceneCatalog.Get("moffett").Cube.Sha256)));
    }

    [Theory]
    [InlineData("jasper", "unmixing/Jasper.mat", 0.162)]
    [InlineData("moffett", "unmixing/moffett.mat", 0.054)]
    public void True_endmembers_and_abundances_rebuild_the_scene(string name, string file, double residual)
    {
        RealData.Require(file);
        var scene = new SceneLoader([RealData.Folder!]).Load(name);
        var (A, X) = (scene.TrueEndmembers!, scene.TrueAbundances!);
        var (error, power) = (0.0, 0.0);
        for (var pixel = 0; pixel < scene.Cube.Pixels; pixel++)
        {
            for (var band = 0; band < scene.Cube.Bands; band++)
            {
                var mixed = 0.0;
                for (var k = 0; k < A.GetLength(1); k++) mixed += A[band, k] * X[pixel, k];
                var sample = scene.Cube.Pixel(pixel)[band];
                error += Math.Pow(sample - mixed, 2);
                power += sample * sample;
            }
        }

        // Residuals that numpy finds; pixels in the wrong order give more than 0.5.
        Assert.Equal(residual, Math.Sqrt(error / power), 0.003);
    }

    [Theory]
    [InlineData("jasper", "unmixing/Jasper.mat")]
    [InlineData("samson", "unmixing/Samson.mat")]
    [InlineData("moffett", "unmixing/moffett.mat")]
    public void Unmixing_scene_is_an_original_with_its_dominant_endmembers_as_classes(string name, string file)
    {
        RealData.Require(file);
        var loader = new SceneLoader([RealData.Folder!]);
        var scene = loader.Load(name);
        Assert.Equal(Provenance.Original, scene.Provenance);
        Assert.Equal(loader.Pin(name), scene.Pin());
        Assert.Equal(scene.Classes, scene.TrueEndmembers!.GetLength(1));
        Assert.All(scene.Labels!, label => Assert.InRange(label, 1, scene.Classes));
        for (var pixel = 0; pixel < scene.Cube.Pixels; pixel++)
            Assert.Equal(1, Enumerable.Range(0, scene.Classes).Sum(k => scene.TrueAbundances![pixel, k]), 9);
    }

    [Theory]
    [InlineData("jasper", "unmixing/Jasper.mat", "Tree")]
    [InlineData("samson", "unmixing/Samson.mat", "Tree")]
    [InlineData("moffett", "unmixing/moffett.mat", "Vegetation")]
    public void Endmember_names_fit_the_spectra(string name, string file, string green)
    {
        RealData.Require(file);
        var scene = new SceneLoader([RealData.Folder!]).Load(name);
        var names = scene.ClassNames;
        Assert.Equal(names.IndexOf(green), Enumerable.Range(0, scene.Classes).MaxBy(k => At(k, 850) / At(k, 670)));
        Assert.Equal(names.IndexOf("Water"), Enumerable.Range(0, scene.Classes).MinBy(k => At(k, 850) / At(k, 450)));

        double At(int k, double nm)
        {
            var band = Enumerable.Range(0, scene.Cube.Bands).MinBy(b => Math.Abs(scene.Wavelengths[b] - nm));
            return scene.TrueEndmembers![band, k] + 0.001;
        }
    }

    private static int[] ClassPixels(Scene scene) =>
        [.. Enumerable.Range(1, scene.Classes).Select(c => scene.Labels!.Count(l => l == c))];
}
