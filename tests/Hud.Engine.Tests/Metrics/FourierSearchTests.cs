using CsCheck;
using Hud.Engine.Metrics;

namespace Hud.Engine.Tests.Metrics;

public sealed class FourierSearchTests
{
    [Fact]
    public void Agrees_with_plain_dot_products_on_any_shape() =>
        MetricCase.Any(maxBlock: 9).Sample(c => AssertAgree(c), iter: 40, threads: 1);

    [Theory]
    [InlineData(16, 97, 61, 5)]
    [InlineData(32, 40, 103, 3)]
    [InlineData(12, 37, 12, 40)]
    public void Agrees_over_several_tiles_and_batches_of_blocks(int block, int rows, int cols, int images) =>
        AssertAgree(MetricCase.Make(block, block, (rows, cols, 13), images, (block, block + 1), 0.1));

    [Fact]
    public void Planted_copy_scores_one_wherever_it_lies()
    {
        var c = MetricCase.Make(2, 16, (100, 90, 7), 1, (16, 16), 0);
        var real = UnitImage.Of(c.Real, c.Valid, 2);
        foreach (var (row, col) in ((int, int)[])[(0, 0), (84, 74), (33, 32), (32, 33), (84, 0)])
        {
            var blocks = new GeneratedBlocks([c.Real.Crop(row, col, 16, 16)], 16);
            Assert.Equal(1, FourierSearch.Best(real, blocks, 2)[0] / 256, 1e-6);
        }
    }

    [Fact]
    public void Large_blocks_of_a_large_scene_go_through_it_and_stay_exact()
    {
        // 81 x 81 positions x 1024 pixels x 40 bands x 12 blocks: above the threshold of BlockDiversity.
        var c = MetricCase.Make(8, 32, (112, 112, 40), 12, (32, 32), 0);
        var direct = DirectSearch.Best(UnitImage.Of(c.Real, c.Valid, 2), new GeneratedBlocks(c.Generated, 32), 2)
            .Average(b => (double)b / 1024);
        Assert.Equal(direct, BlockDiversity.Measure(c.Real, c.Valid, c.Generated, 32, 2), 1e-6);
    }

    private static void AssertAgree(MetricCase c)
    {
        var (real, blocks) = (UnitImage.Of(c.Real, c.Valid, 2), new GeneratedBlocks(c.Generated, c.Block));
        var (direct, fourier) = (DirectSearch.Best(real, blocks, 2), FourierSearch.Best(real, blocks, 2));
        Assert.Equal(direct.Length, fourier.Length);
        for (var i = 0; i < direct.Length; i++)
            Assert.Equal(direct[i] / (c.Block * c.Block), fourier[i] / (c.Block * c.Block), 1e-6);
    }
}
