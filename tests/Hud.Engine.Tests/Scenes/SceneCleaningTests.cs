using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Engine.Tests.Scenes;

public sealed class SceneCleaningTests
{
    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Sample_that_is_not_finite_is_named_by_pixel_and_band(float sample, string text)
    {
        var cube = new Cube(3, 4, 5);
        cube.Pixel(2, 1)[3] = sample;
        cube.Pixel(2, 2)[0] = float.NaN;
        var bad = Assert.Throws<InputException>(() => SceneCleaning.RequireFinite(cube, "mine.npy"));
        Assert.StartsWith($"mine.npy, row 2, column 1, band 4: '{text}': samples must be finite", bad.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Finite_samples_pass() =>
        SceneCleaning.RequireFinite(new(1, 1, 3, [float.MaxValue, float.MinValue, float.Epsilon]), "mine.npy");

    [Fact]
    public void Wrapped_negatives_become_zero_and_neighbours_stay()
    {
        float[] samples = [0, 65532, 65533, 65534, 65535, 65536];
        Assert.Equal(3, SceneCleaning.WrappedNegativesToZero(samples));
        Assert.Equal([0, 65532, 0, 0, 0, 65536], samples);
    }

    [Fact]
    public void Negatives_become_zero()
    {
        float[] samples = [-0.001f, 0, 3, -7];
        Assert.Equal(2, SceneCleaning.NegativesToZero(samples));
        Assert.Equal([0, 0, 3, 0], samples);
    }

    [Fact]
    public void Pixel_is_invalid_only_when_every_band_is_zero() =>
        Assert.Equal([true, false, true], SceneCleaning.ValidPixels(new(1, 3, 2, [0, 1, 0, 0, 2, 0])));

    [Fact]
    public void Band_is_dead_when_valid_pixels_agree()
    {
        var cube = new Cube(1, 3, 3, [5, 1, 2, 0, 0, 0, 5, 3, 2]);
        Assert.Equal([0, 2], SceneCleaning.DeadBands(cube, [true, false, true]));
        Assert.Equal([], SceneCleaning.DeadBands(cube, [true, true, true]));
    }

    [Fact]
    public void One_factor_keeps_spectral_shape_and_reaches_one()
    {
        var cleaned = CleanedCube.From(new(1, 2, 2, [2, 8, 4, 6]), "f", wrappedNegatives: false, SceneScaling.Scene);
        Assert.Equal([0.25f, 1, 0.5f, 0.75f], cleaned.Cube.Data);
        Assert.Equal(8, cleaned.Scale);
        Assert.Empty(cleaned.BandScales);
        Assert.Empty(cleaned.Report);
    }

    [Fact]
    public void Per_band_factors_bring_each_band_to_one()
    {
        var cleaned = CleanedCube.From(
            new(1, 2, 3, [2, 8, 0, 4, 6, 0]), "f", wrappedNegatives: false, SceneScaling.PerBand);
        Assert.Equal([0.5f, 1, 0, 1, 0.75f, 0], cleaned.Cube.Data);
        Assert.Equal([4, 8, 1], cleaned.BandScales);
        Assert.Equal(1, cleaned.Scale);
    }

    [Fact]
    public void Wrapped_negatives_do_not_become_the_scale()
    {
        var cleaned = CleanedCube.From(new(1, 2, 2, [65535, 8, 4, 6]), "f", wrappedNegatives: true, SceneScaling.Scene);
        Assert.Equal(8, cleaned.Scale);
        Assert.Contains("1 samples (25 %) were negative numbers stored unsigned", Assert.Single(cleaned.Report),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Large_numbers_stay_where_the_scene_has_no_wrapped_negatives() =>
        Assert.Equal(65535, CleanedCube.From(new(1, 1, 2, [65535, 8]), "f", false, SceneScaling.Scene).Scale);

    [Fact]
    public void Report_names_dead_bands_from_one_and_empty_pixels()
    {
        var cleaned = CleanedCube.From(
            new(1, 3, 4, [5, 5, 1, 7, 0, 0, 0, -1, 5, 5, 2, 7]), "f", false, SceneScaling.Scene);
        Assert.Equal([true, false, true], cleaned.Valid);
        Assert.Equal(
            [
                "1 samples (8.333 %) were negative; set to 0",
                "1 of 3 pixels are zero in every band; kept out of unmixing and metrics",
                "constant bands: 1-2,4; kept in the cube, they carry no information",
            ],
            cleaned.Report);
    }

    [Fact]
    public void Cube_without_a_positive_sample_is_bad_input() =>
        Assert.Throws<InputException>(() => CleanedCube.From(new(2, 2, 2), "f", false, SceneScaling.Scene));
}
