using Hud.Engine.Training;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Unmixing;

/// <summary>Values computed once with independent NumPy code on three published scenes; indices column-major from 0.</summary>
public sealed class ReferenceVectorTests
{
    [Theory]
    [InlineData("Samson.mat", 3, VcaBranch.Auto, VcaBranch.Projective, 32.68202, 0.0667, new[] { 95, 4974, 2824 })]
    [InlineData("Samson.mat", 3, VcaBranch.Affine, VcaBranch.Affine, 32.68202, 0.0750, new[] { 3944, 66, 2824 })]
    [InlineData("Jasper.mat", 4, VcaBranch.Auto, VcaBranch.Projective, 30.42685, 0.4310, new[] { 4081, 2514, 5268, 1587 })]
    [InlineData("Jasper.mat", 4, VcaBranch.Affine, VcaBranch.Affine, 30.42685, 0.1462, new[] { 5245, 4491, 6864, 8931 })]
    [InlineData("moffett.mat", 3, VcaBranch.Auto, VcaBranch.Projective, 32.53941, 0.1155, new[] { 1300, 125, 1590 })]
    [InlineData("moffett.mat", 3, VcaBranch.Affine, VcaBranch.Affine, 32.53941, 0.1081, new[] { 2095, 1875, 1489 })]
    public void Vca_with_golden_ratio_directions_finds_the_reference_pixels(
        string file, int d, VcaBranch asked, VcaBranch taken, double snr, double angle, int[] expected)
    {
        var scene = UnmixingScene.Load(file);
        var found = Vca.Extract(
            scene.Cube, Draws.All(scene.Cube), d, asked, (i, j) => ((i * d) + j + 1) * 0.6180339887498949 % 1, threads: 2);

        Assert.Equal(expected, found.Indices.Select(i => UnmixingScene.ColumnMajor(i, scene.Cube)));
        Assert.Equal(taken, found.Branch);
        Assert.Equal(snr, found.SnrDb, 1e-4);
        Assert.Equal(angle, SpectralAngle.BestMatch(scene.Endmembers, found.Spectra).Average(), 5e-5);
    }

    [Theory]
    [InlineData("Samson.mat", 3, new[] { 95, 2824, 4974 })]
    [InlineData("moffett.mat", 3, new[] { 125, 1300, 1590 })]
    public void Vca_with_its_own_seeds_mostly_finds_the_most_frequent_pixels(string file, int d, int[] expected)
    {
        var scene = UnmixingScene.Load(file);
        var hits = Enumerable.Range(0, 30).Count(seed => Vca
            .Extract(scene.Cube, Draws.All(scene.Cube), d, VcaBranch.Auto, new SeedTree(seed), threads: 2)
            .Indices.Select(i => UnmixingScene.ColumnMajor(i, scene.Cube)).Order().SequenceEqual(expected));
        // The reference found them in 51 and 78 of 100.
        Assert.InRange(hits, 8, 30);
    }

    [Theory]
    [InlineData("Samson.mat", 3, 0.38388, new[] { 3944, 2824, 3704 })]
    [InlineData("Jasper.mat", 4, 0.32292, new[] { 5245, 8931, 6864, 5452 })]
    [InlineData("moffett.mat", 3, 0.19046, new[] { 2095, 1489, 621 })]
    public void Spa_finds_the_reference_pixels(string file, int d, double angle, int[] expected)
    {
        var scene = UnmixingScene.Load(file);
        var found = Spa.Extract(scene.Cube, Draws.All(scene.Cube), d);
        Assert.Equal(expected, found.Indices.Select(i => UnmixingScene.ColumnMajor(i, scene.Cube)));
        Assert.Equal(angle, SpectralAngle.BestMatch(scene.Endmembers, found.Spectra).Average(), 5e-5);
    }

    [Theory]
    [InlineData("moffett.mat", 0.00073, 0.017316, new[] { 0.57686, 0.29417, 0.12897 })]
    [InlineData("Jasper.mat", 0.07803, 0.028128, new[] { 0.31022, 0.36727, 0.24233, 0.08018 })]
    public void Fcls_with_the_true_endmembers_reproduces_the_published_abundances_as_well_as_the_reference_did(
        string file, double abundanceError, double reconstructionError, double[] means)
    {
        var scene = UnmixingScene.Load(file);
        var d = means.Length;
        var model = new MixingModel(scene.Endmembers);
        var X = model.Encode(scene.Cube, AbundanceSolver.Fcls, threads: 2);

        var squares = X.Zip(scene.Abundances, (x, truth) => (x - truth) * (x - truth));
        Assert.Equal(abundanceError, Math.Sqrt(squares.Average()), 5e-6);
        Assert.Equal(reconstructionError, model.Rmse(scene.Cube, X, Draws.All(scene.Cube), threads: 2), 5e-7);
        for (var j = 0; j < d; j++)
            Assert.Equal(means[j], Enumerable.Range(0, scene.Cube.Pixels).Average(i => (double)X[(i * d) + j]), 5e-6);
    }

    [Fact]
    public void Fcls_of_the_first_pixel_of_jasper_is_the_reference()
    {
        var scene = UnmixingScene.Load("Jasper.mat");
        var x = new double[4];
        Fcls.Solve([.. scene.Cube.Pixel(0).ToArray().Select(v => (double)v)], scene.Endmembers, x);
        Assert.Equal(0.44908, x[0], 5e-6);
        Assert.Equal(0, x[1]);
        Assert.Equal(0.55092, x[2], 5e-6);
        Assert.Equal(0, x[3]);
    }
}
