using CsCheck;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics;

public sealed class BoundedSearchTests
{
    [Fact]
    public void Agrees_with_plain_dot_products_on_any_shape() =>
        MetricCase.Any(maxBlock: 9).Sample(c => AssertAgree(c), iter: 40, threads: 1);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Agrees_on_mixtures_of_few_spectra_under_noise(double noise)
    {
        var real = MetricCase.Mixtures(1, 90, 70, 60, noise);
        Cube[] generated = [MetricCase.Mixtures(2, 48, 33, 60, noise), real.Crop(41, 7, 32, 32)];
        AssertAgree(new(real, [.. Enumerable.Repeat(true, real.Pixels)], generated, 16));
    }

    [Fact]
    public void Blocks_unlike_anything_in_the_scene_are_searched_in_full() =>
        AssertAgree(MetricCase.Make(3, 8, (96, 80, 30), 3, (16, 9), 0.1));

    [Fact]
    public void Planted_copy_scores_one_wherever_it_lies()
    {
        var scene = MetricCase.Mixtures(5, 100, 90, 40, 0.01);
        var real = UnitImage.Of(scene, [.. Enumerable.Repeat(true, scene.Pixels)], 2);
        foreach (var (row, col) in ((int, int)[])[(0, 0), (84, 74), (33, 32), (32, 33), (84, 0)])
            Assert.Equal(1, BoundedSearch.Best(real, new GeneratedBlocks([scene.Crop(row, col, 16, 16)], 16), 2)[0] / 256, 1e-6);
    }

    private static void AssertAgree(MetricCase c)
    {
        var (real, blocks) = (UnitImage.Of(c.Real, c.Valid, 2), new GeneratedBlocks(c.Generated, c.Block));
        var (direct, bounded) = (DirectSearch.Best(real, blocks, 2), BoundedSearch.Best(real, blocks, 2));
        Assert.Equal(direct.Length, bounded.Length);
        for (var i = 0; i < direct.Length; i++)
            Assert.Equal(direct[i] / (c.Block * c.Block), bounded[i] / (c.Block * c.Block), 1e-6);
    }
}
