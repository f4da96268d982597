using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics;

public sealed class HoldOutTests
{
    [Fact]
    public void Last_quarter_of_the_longer_side_is_held_out_in_whole_crops()
    {
        var (cube, valid) = Numbered(40, 25);
        var split = HoldOut.Of(cube, valid, 5, 5)!;
        Assert.Equal((30, 25), (split.Rest.Rows, split.Rest.Cols));
        Assert.Equal(10, split.Crops.Count);
        Assert.Equal(30 * 25, split.Crops[0].Data[0]);
        Assert.Equal((35 * 25) + 20, split.Crops[^1].Data[0]);
    }

    [Fact]
    public void Wide_scene_is_cut_along_its_columns()
    {
        var (cube, valid) = Numbered(10, 40);
        var split = HoldOut.Of(cube, valid, 5, 5)!;
        Assert.Equal((10, 30), (split.Rest.Rows, split.Rest.Cols));
        Assert.Equal(30, split.Crops[0].Data[0]);
    }

    [Fact]
    public void Strip_and_rest_share_no_pixel()
    {
        var (cube, valid) = Numbered(33, 47);
        var split = HoldOut.Of(cube, valid, 8, 8)!;
        Assert.Empty(split.Rest.Data.Intersect(split.Crops.SelectMany(c => c.Data)));
    }

    [Fact]
    public void Strip_is_at_least_one_crop_wide()
    {
        var (cube, valid) = Numbered(20, 10);
        var split = HoldOut.Of(cube, valid, 8, 8)!;
        Assert.Equal(12, split.Rest.Rows);
        Assert.Single(split.Crops);
    }

    [Theory]
    [InlineData(15, 10)]
    [InlineData(40, 7)]
    public void Scene_too_small_for_strip_and_rest_has_none(int rows, int cols)
    {
        var (cube, valid) = Numbered(rows, cols);
        Assert.Null(HoldOut.Of(cube, valid, 8, 8));
    }

    [Fact]
    public void Crop_with_an_invalid_pixel_is_left_out_and_marks_follow_the_rest()
    {
        var (cube, valid) = Numbered(40, 10);
        valid[3] = valid[(31 * 10) + 2] = false;
        var split = HoldOut.Of(cube, valid, 5, 5)!;
        Assert.Equal(3, split.Crops.Count);
        Assert.Equal([3], Enumerable.Range(0, split.RestValid.Length).Where(i => !split.RestValid[i]));
        for (var i = 300; i < 400; i++) valid[i] = false;
        Assert.Null(HoldOut.Of(cube, valid, 5, 5));
    }

    [Fact]
    public void Many_crops_are_thinned_evenly()
    {
        var (cube, valid) = Numbered(400, 64);
        var split = HoldOut.Of(cube, valid, 4, 4)!;
        Assert.Equal(HoldOut.MostCrops, split.Crops.Count);
        Assert.InRange(split.Crops[^1].Data[0], 390 * 64, 400 * 64);
    }

    /// <summary>Each pixel holds its own index.</summary>
    private static (Cube Cube, bool[] Valid) Numbered(int rows, int cols) =>
        (new Cube(rows, cols, 1, [.. Enumerable.Range(0, rows * cols).Select(i => (float)i)]),
            Enumerable.Repeat(true, rows * cols).ToArray());
}
