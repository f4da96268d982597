using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Metrics;

public sealed class PixelSearchTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Finds_the_bits_and_places_of_plain_dot_products_on_mixtures_under_noise(double noise) =>
        AssertSame(MetricCase.Mixtures(1, 91, 73, 60, noise), [MetricCase.Mixtures(2, 31, 33, 60, noise)]);

    [Fact]
    public void Spectra_unlike_anything_in_the_scene_are_searched_in_full() =>
        AssertSame(MetricCase.Mixtures(1, 91, 73, 60, 0.01), [MetricCase.Random(new SeedTree(3), 31, 33, 60)]);

    [Fact]
    public void Of_equal_pixels_the_first_wins_and_one_without_direction_is_equal_to_none()
    {
        var half = MetricCase.Mixtures(1, 40, 73, 60, 0.01);
        var twice = new Cube(80, 73, 60, [.. half.Data, .. half.Data]);
        var images = half.Crop(3, 5, 31, 33);
        images.Pixel(40).Clear();
        AssertSame(twice, [images]);
    }

    private static void AssertSame(Cube scene, Cube[] images)
    {
        var valid = Enumerable.Range(0, scene.Pixels).Select(i => i % 11 != 0).ToArray();
        var (real, pixels) = (UnitImage.OfValid(scene, valid, 2), new GeneratedBlocks(images, 1));
        var (direct, fewer) = (DirectSearch.Find(real, pixels, 2), PixelSearch.Find(real, pixels, 2));
        Assert.Equal(direct.Best, fewer.Best);
        Assert.Equal(direct.Group, fewer.Group);
    }
}
