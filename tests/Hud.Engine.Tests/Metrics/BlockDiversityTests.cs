using CsCheck;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics;

public sealed class BlockDiversityTests
{
    [Fact]
    public void Random_scene_agrees_with_brute_force() =>
        MetricCase.Any().Sample(c =>
            Assert.Equal(c.BruteBlockDiversity(), BlockDiversity.Measure(c.Real, c.Valid, c.Generated, c.Block, 2), 1e-5),
            iter: 60);

    [Fact]
    public void Never_exceeds_the_point_fidelity_of_the_same_pixels() =>
        MetricCase.Any().Sample(c =>
        {
            // Whole blocks only: pixels in no block count for F_p alone.
            var whole = c.Generated
                .Select(g => g.Crop(0, 0, g.Rows / c.Block * c.Block, g.Cols / c.Block * c.Block)).ToList();
            var diversity = BlockDiversity.Measure(c.Real, c.Valid, whole, c.Block, 1);
            Assert.InRange(diversity, 0, PointFidelity.Measure(c.Real, c.Valid, whole, 1) + 1e-6);
        }, iter: 60);

    [Fact]
    public void Block_of_one_pixel_equals_point_fidelity() =>
        MetricCase.Any().Sample(c => Assert.Equal(
            PointFidelity.Measure(c.Real, c.Valid, c.Generated, 1),
            BlockDiversity.Measure(c.Real, c.Valid, c.Generated, 1, 2)), iter: 20);

    [Fact]
    public void Copied_crop_scores_one() =>
        MetricCase.Any().Sample(c =>
        {
            var all = c.Valid.Select(_ => true).ToArray();
            var copy = c.Real.Crop(c.Real.Rows - c.Block, c.Real.Cols - c.Block, c.Block, c.Block);
            Assert.InRange(BlockDiversity.Measure(c.Real, all, [copy], c.Block, 2), 1 - 1e-6, 1);
        }, iter: 30);

    [Fact]
    public void Copied_pixels_in_another_order_score_below_one()
    {
        var c = MetricCase.Make(3, 3, (9, 9, 12), 1, (3, 3), 0);
        var copy = c.Real.Crop(2, 4, 3, 3);
        var mirrored = new Cube(3, 3, 12, [.. Enumerable.Range(0, 9).Reverse().SelectMany(i => copy.Pixel(i).ToArray())]);
        Assert.Equal(1, PointFidelity.Measure(c.Real, c.Valid, [mirrored], 1), 1e-6);
        Assert.InRange(BlockDiversity.Measure(c.Real, c.Valid, [mirrored], 3, 1), 0.3, 0.95);
    }

    [Fact]
    public void Scaling_any_pixel_changes_nothing() =>
        Gen.Select(MetricCase.Any(), Gen.Float[0.01f, 100f].Array[8]).Sample((c, factors) =>
        {
            var before = BlockDiversity.Measure(c.Real, c.Valid, c.Generated, c.Block, 1);
            var after = BlockDiversity.Measure(PointFidelityTests.Scaled(c.Real, factors), c.Valid,
                [.. c.Generated.Select(g => PointFidelityTests.Scaled(g, factors[3..]))], c.Block, 1);
            Assert.Equal(before, after, 1e-6);
        }, iter: 30);

    [Fact]
    public void Invalid_pixel_of_a_position_counts_as_cosine_zero()
    {
        var c = MetricCase.Make(9, 4, (4, 4, 6), 1, (4, 4), 0);
        c.Valid[5] = c.Valid[10] = false;
        Assert.Equal(14.0 / 16, BlockDiversity.Measure(c.Real, c.Valid, [c.Real], 4, 1), 1e-6);
    }

    [Fact]
    public void Rows_and_columns_beyond_whole_blocks_are_not_measured()
    {
        var c = MetricCase.Make(11, 4, (12, 13, 7), 1, (4, 4), 0);
        var wider = new Cube(5, 6, 7);
        for (var r = 0; r < 5; r++)
            for (var col = 0; col < 6; col++)
                (r < 4 && col < 4 ? c.Generated[0].Pixel(r, col) : c.Real.Pixel(0)).CopyTo(wider.Pixel(r, col));
        Assert.Equal(
            BlockDiversity.Measure(c.Real, c.Valid, c.Generated, 4, 1), BlockDiversity.Measure(c.Real, c.Valid, [wider], 4, 1));
    }

    [Theory]
    [InlineData(5, "generated image of 4 x 6")]
    [InlineData(8, "scene's 7 x 9")]
    public void Block_that_does_not_fit_is_refused(int block, string where)
    {
        var c = MetricCase.Make(1, 2, (7, 9, 3), 1, (4, 6), 0);
        var e = Assert.Throws<ArgumentException>(() => BlockDiversity.Measure(c.Real, c.Valid, c.Generated, block, 1));
        Assert.Contains(where, e.Message, StringComparison.Ordinal);
    }
}
