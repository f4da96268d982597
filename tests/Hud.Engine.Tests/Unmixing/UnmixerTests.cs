using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;
using Hud.Experiments;

namespace Hud.Engine.Tests.Unmixing;

public sealed class UnmixerTests
{
    /// <summary>A land in which every endmember has a pure pixel.</summary>
    private static readonly SyntheticRecipe Clean =
        new(Rows: 48, Cols: 40, Bands: 30, Endmembers: 4, Seed: 2, Snr: double.PositiveInfinity);

    [Theory]
    [InlineData(Extractor.Vca, VcaBranch.Affine), InlineData(Extractor.Vca, VcaBranch.Projective)]
    [InlineData(Extractor.Spa, VcaBranch.Auto)]
    public void Noise_free_scene_with_pure_pixels_gives_its_endmembers_back_exactly(Extractor extractor, VcaBranch branch)
    {
        var scene = SyntheticScene.Make(Clean);
        var unmixed = Unmixer.Run(scene, new UnmixingOptions(4, extractor, Branch: branch), threads: 2);

        Assert.True(SpectralAngle.BestMatch(scene.TrueEndmembers!, unmixed.Endmembers.Spectra).Max() < 1e-6);
        Assert.True(unmixed.Rmse < 1e-6);
        Assert.Equal(scene.Cube.Pixels * 4, unmixed.Abundances.Length);
    }

    [Fact]
    public void More_tries_keep_the_first_try_or_fit_better()
    {
        var scene = SyntheticScene.Make(new SyntheticRecipe(Rows: 48, Cols: 48, Bands: 30, Endmembers: 5, Snr: 30));
        UnmixedScene With(int tries) =>
            Unmixer.Run(scene, new UnmixingOptions(5, Branch: VcaBranch.Projective, Seed: 1, Tries: tries), threads: 2);
        var (one, two, eight) = (With(1), With(2), With(8));

        Assert.True(two.Rmse <= one.Rmse);
        Assert.True(eight.Rmse <= two.Rmse);
        Assert.True(eight.Rmse < one.Rmse, "this land has a better set of pixels than the first");
    }

    [Fact]
    public void Affine_branch_survives_a_dark_river_in_noise()
    {
        var scene = SyntheticScene.Make(new SyntheticRecipe(Rows: 64, Cols: 64, Bands: 40, Endmembers: 5, Snr: 35));
        for (var seed = 0; seed < 5; seed++)
        {
            var unmixed = Unmixer.Run(scene, new UnmixingOptions(5, Branch: VcaBranch.Affine, Seed: seed), threads: 2);
            var truth = new MixingModel(scene.TrueEndmembers!);
            var best = truth.Rmse(scene.Cube, truth.Encode(scene.Cube, AbundanceSolver.Fcls, 2), scene.Valid, 2);
            Assert.InRange(unmixed.Rmse, 0.9 * best, 1.5 * best);
        }
    }

    [Fact]
    public void Dead_band_stays_out_of_the_search_and_comes_back_with_its_value()
    {
        var scene = SyntheticScene.Make(Clean with { Snr = 40 });
        var spoilt = new Cube(48, 40, 30, (float[])scene.Cube.Data.Clone());
        var zeroed = new Cube(48, 40, 30, (float[])scene.Cube.Data.Clone());
        for (var i = 0; i < spoilt.Pixels; i++) (spoilt.Pixel(i)[7], zeroed.Pixel(i)[7]) = (0.9f, 0);
        var options = new UnmixingOptions(4, Branch: VcaBranch.Projective);

        var dead = Unmixer.Run(scene with { Cube = spoilt, DeadBands = [7] }, options, threads: 1);
        var without = Unmixer.Run(scene with { Cube = zeroed }, options, threads: 1);

        Assert.Equal(without.Endmembers.Indices, dead.Endmembers.Indices);
        Assert.Equal(without.Rmse, dead.Rmse, 1e-7);
        for (var k = 0; k < 4; k++) Assert.Equal(0.9f, dead.Endmembers.Spectra[7, k]);
        Assert.Equal(0.9f, spoilt.Pixel(0)[7]);
    }

    [Theory, InlineData(Extractor.Vca), InlineData(Extractor.Spa)]
    public void Same_options_give_the_same_bits_on_any_number_of_threads(Extractor extractor)
    {
        var scene = SyntheticScene.Make(Clean with { Rows = 70, Cols = 90, Snr = 20 });
        var one = Unmixer.Run(scene, new UnmixingOptions(6, extractor, Seed: 5), threads: 1);
        var many = Unmixer.Run(scene, new UnmixingOptions(6, extractor, Seed: 5), threads: 5);
        Assert.Equal(one.Endmembers.Indices, many.Endmembers.Indices);
        Assert.Equal(one.Abundances, many.Abundances);
        Assert.Equal(one.Rmse, many.Rmse);
    }

    [Fact]
    public void Linear_abundances_fit_worse_than_exact_ones_by_the_same_endmembers()
    {
        var scene = SyntheticScene.Make(Clean with { Snr = 20 });
        var exact = Unmixer.Run(scene, new UnmixingOptions(6), threads: 2);
        var linear = Unmixer.Run(scene, new UnmixingOptions(6, Abundances: AbundanceSolver.Linear), threads: 2);
        Assert.Equal(exact.Endmembers.Indices, linear.Endmembers.Indices);
        Assert.True(linear.Rmse > exact.Rmse);
    }

    [Fact]
    public void Impossible_number_of_endmembers_is_refused_before_any_work()
    {
        var scene = SyntheticScene.Make(Clean);
        Assert.Throws<InputException>(() => Unmixer.Run(scene, new UnmixingOptions(31), threads: 1));
        Assert.Throws<InputException>(() => Unmixer.Run(
            scene with { Valid = [.. scene.Valid.Select((_, i) => i < 3)] }, new UnmixingOptions(4), threads: 1));
    }
}
