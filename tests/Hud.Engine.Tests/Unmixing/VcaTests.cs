using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Engine.Unmixing;
using Hud.Experiments;

namespace Hud.Engine.Tests.Unmixing;

public sealed class VcaTests
{
    [Theory]
    [InlineData(2, VcaBranch.Affine), InlineData(2, VcaBranch.Projective)]
    [InlineData(5, VcaBranch.Affine), InlineData(5, VcaBranch.Projective)]
    [InlineData(12, VcaBranch.Affine), InlineData(12, VcaBranch.Projective)]
    public void Noise_free_mixture_gives_its_pure_pixels_whatever_the_seed(int d, VcaBranch branch)
    {
        var A = Draws.Matrix(40, d, d);
        var cube = Draws.Mixed(A, 40, 25, seed: 7);
        for (var seed = 0; seed < 10; seed++)
        {
            var found = Vca.Extract(cube, Draws.All(cube), d, branch, new SeedTree(seed), threads: 2);
            Assert.Equal(Enumerable.Range(0, d), found.Indices.Order());
            for (var k = 0; k < d; k++)
            {
                for (var band = 0; band < 40; band++) Assert.Equal(A[band, found.Indices[k]], found.Spectra[band, k], 1e-6);
            }
        }
    }

    [Fact]
    public void Noise_free_scene_counts_as_high_snr()
    {
        var cube = Draws.Mixed(Draws.Matrix(40, 4, 1), 30, 30, seed: 2);
        var found = Vca.Extract(cube, Draws.All(cube), 4, VcaBranch.Auto, new SeedTree(0));
        Assert.True(found.SnrDb > 120);
        Assert.Equal(VcaBranch.Projective, found.Branch);
    }

    [Fact]
    public void Constant_scene_has_no_noise_at_all_and_still_gives_different_pixels()
    {
        var cube = new Cube(4, 4, 6);
        Array.Fill(cube.Data, 0.5f);
        foreach (var branch in Enum.GetValues<VcaBranch>())
        {
            var found = Vca.Extract(cube, Draws.All(cube), 3, branch, new SeedTree(0));
            Assert.Equal(3, found.Indices.Distinct().Count());
            Assert.Equal(double.PositiveInfinity, found.SnrDb);
            Assert.All(found.Spectra.Cast<double>(), value => Assert.Equal(0.5, value, 1e-6));
        }
    }

    [Theory, InlineData(3, 10, VcaBranch.Affine), InlineData(3, 30, VcaBranch.Projective)]
    public void Branch_is_chosen_by_the_threshold_of_fifteen_and_ten_log_d(int d, double snr, VcaBranch expected)
    {
        var cube = Draws.Mixed(Draws.Matrix(60, d, 1), 60, 60, seed: 2);
        var power = cube.Data.Average(v => (double)v * v);
        var noise = new SeedTree(3).Stream();
        var deviation = Math.Sqrt(power / Math.Pow(10, snr / 10));
        foreach (ref var value in cube.Data.AsSpan()) value += (float)(deviation * noise.NextGaussian());

        var found = Vca.Extract(cube, Draws.All(cube), d, VcaBranch.Auto, new SeedTree(0), threads: 2);

        Assert.Equal(snr, found.SnrDb, 0.5);
        Assert.Equal(expected, found.Branch);
    }

    [Fact]
    public void Invalid_pixels_are_never_endmembers_and_do_not_move_the_others()
    {
        var A = Draws.Matrix(20, 3, 1);
        var cube = Draws.Mixed(A, 10, 10, seed: 3);
        var valid = Draws.All(cube);
        foreach (var spoilt in (int[])[40, 41, 42, 99])
        {
            cube.Pixel(spoilt).Fill(spoilt == 41 ? 50 : 0);
            valid[spoilt] = false;
        }

        foreach (var branch in (VcaBranch[])[VcaBranch.Affine, VcaBranch.Projective])
        {
            var found = Vca.Extract(cube, valid, 3, branch, new SeedTree(5));
            Assert.Equal([0, 1, 2], found.Indices.Order());
        }
    }

    [Fact]
    public void All_zero_pixel_that_was_left_valid_neither_divides_by_zero_nor_wins_the_projective_search()
    {
        var cube = Draws.Mixed(Draws.Matrix(20, 3, 1), 10, 10, seed: 3);
        cube.Pixel(50).Clear();
        cube.Pixel(51).Clear();
        cube.Pixel(51)[7] = 1e-6f;
        var found = Vca.Extract(cube, Draws.All(cube), 3, VcaBranch.Projective, new SeedTree(5));
        Assert.Equal([0, 1, 2], found.Indices.Order());
        Assert.All(found.Spectra.Cast<double>(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Same_seed_gives_the_same_on_any_number_of_threads_and_another_seed_something_else()
    {
        var cube = Draws.Cube(60, 50, 30, 1);
        var one = Vca.Extract(cube, Draws.All(cube), 6, VcaBranch.Affine, new SeedTree(1), threads: 1);
        var two = Vca.Extract(cube, Draws.All(cube), 6, VcaBranch.Affine, new SeedTree(1), threads: 3);
        Assert.Equal(one.Indices, two.Indices);
        Assert.Equal(one.Spectra.Cast<double>(), two.Spectra.Cast<double>());
        Assert.Equal(one.SnrDb, two.SnrDb);
        var others = Enumerable.Range(2, 5)
            .Select(seed => Vca.Extract(cube, Draws.All(cube), 6, VcaBranch.Affine, new SeedTree(seed)).Indices);
        Assert.Contains(others, indices => !indices.SequenceEqual(one.Indices));
    }

    [Fact]
    public void Principal_axes_point_where_their_largest_entry_is_positive()
    {
        var cube = Draws.Cube(30, 30, 12, 1);
        var moments = SpectralMoments.Of(cube, [.. Enumerable.Range(0, 900)], threads: 2);
        var axes = PrincipalAxes.Of(moments.Covariance());
        for (var k = 0; k < 12; k++)
        {
            var column = Enumerable.Range(0, 12).Select(i => axes.Vectors[i, k]).ToArray();
            Assert.True(column.MaxBy(Math.Abs) > 0);
            if (k > 0) Assert.True(axes.Values[k - 1] >= axes.Values[k]);
        }
    }

    [Theory]
    [InlineData(1, "at least 2")]
    [InlineData(0, "at least 2")]
    [InlineData(-3, "at least 2")]
    [InlineData(7, "at most as many endmembers as bands, 6 here")]
    [InlineData(5, "4 valid pixels")]
    public void Impossible_number_of_endmembers_is_refused_with_its_rule(int d, string rule)
    {
        var cube = Draws.Cube(3, 3, 6, 1);
        bool[] valid = [true, false, true, false, true, false, true, false, false];
        foreach (var extract in (Action[])
            [() => Vca.Extract(cube, valid, d, VcaBranch.Auto, new SeedTree(0)), () => Spa.Extract(cube, valid, d)])
        {
            var error = Assert.Throws<InputException>(extract);
            Assert.Equal("endmembers", error.File);
            Assert.Equal($"{d}", error.Value);
            Assert.Contains(rule, error.Rule, StringComparison.Ordinal);
        }
    }
}
