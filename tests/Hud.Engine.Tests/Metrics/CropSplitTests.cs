using System.Collections.Immutable;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Tests.Figures;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Metrics;

public sealed class CropSplitTests
{
    /// <summary>The five scenes' sizes, a crop of one, the smallest that can be split, and its transpose.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 145, 145, 32 }, { 512, 614, 32 }, { 1096, 715, 32 }, { 610, 340, 32 }, { 512, 217, 32 }, { 100, 100, 32 }, { 128, 128, 32 },
        { 16, 8, 8 }, { 8, 16, 8 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Training_and_held_out_crops_share_no_pixel_and_both_are_there(int rows, int cols, int size)
    {
        var split = CropSplit.Of(FigureCases.Scene(rows, cols, 1, 1), size)!;
        var training = Covered(split.Training, rows, cols, size);
        var heldOut = Covered(split.HeldOut, rows, cols, size);
        Assert.True(split.HeldOut.Length > 0 && split.Training.Length > split.HeldOut.Length / 2);
        Assert.DoesNotContain(true, training.Zip(heldOut, (t, h) => t && h));
    }

    [Theory]
    [InlineData(145, 145)]
    [InlineData(610, 340)]
    [InlineData(512, 217)]
    public void Held_out_crops_come_from_both_halves_of_both_sides(int rows, int cols)
    {
        var places = CropSplit.Of(FigureCases.Scene(rows, cols, 1, 1), 32)!.HeldOut;
        Assert.Contains(places, p => p.Row + 32 <= rows / 2);
        Assert.Contains(places, p => p.Row >= rows / 2);
        Assert.Contains(places, p => p.Col + 32 <= cols / 2);
        Assert.Contains(places, p => p.Col >= cols / 2);
    }

    [Fact]
    public void Crops_with_an_invalid_pixel_are_in_neither_group()
    {
        var scene = FigureCases.Scene(64, 64, 1, 1);
        scene.Valid[(10 * 64) + 10] = scene.Valid[(40 * 64) + 20] = false;
        var split = CropSplit.Of(scene, 8)!;
        Assert.All(split.Training.Concat(split.HeldOut), p =>
        {
            Assert.False(p.Row <= 10 && 10 < p.Row + 8 && p.Col <= 10 && 10 < p.Col + 8);
            Assert.False(p.Row <= 40 && 40 < p.Row + 8 && p.Col <= 20 && 20 < p.Col + 8);
        });
    }

    [Fact]
    public void Digest_tells_divisions_apart()
    {
        string Of(int rows, int size, bool whole = true)
        {
            var scene = FigureCases.Scene(rows, 64, 1, 1);
            scene.Valid[0] = whole;
            return CropSplit.Of(scene, size)!.Digest;
        }

        Assert.Equal(Of(64, 8), Of(64, 8));
        Assert.Equal(4, new[] { Of(64, 8), Of(65, 8), Of(64, 9), Of(64, 8, whole: false) }.Distinct().Count());
    }

    [Theory]
    [InlineData(15, 15, 8)]
    [InlineData(40, 7, 8)]
    public void Scene_too_small_for_two_groups_has_no_split(int rows, int cols, int size) =>
        Assert.Null(CropSplit.Of(FigureCases.Scene(rows, cols, 1, 1), size));

    [Fact]
    public void Draw_is_a_function_of_its_seed_and_takes_no_place_twice()
    {
        var places = CropSplit.Of(FigureCases.Scene(64, 64, 1, 1), 8)!.Training;
        var drawn = CropSplit.Draw(places, 50, new SeedTree(1));
        Assert.Equal(drawn, CropSplit.Draw(places, 50, new SeedTree(1)));
        Assert.NotEqual(drawn, CropSplit.Draw(places, 50, new SeedTree(2)));
        Assert.Equal(50, drawn.Distinct().Count());
        Assert.Equal(places.Length, CropSplit.Draw(places, int.MaxValue, new SeedTree(1)).Length);
    }

    private static bool[] Covered(ImmutableArray<CropPlace> places, int rows, int cols, int size)
    {
        var covered = new bool[rows * cols];
        foreach (var (row, col, _) in places)
            for (var r = row; r < row + size; r++) Array.Fill(covered, true, (r * cols) + col, size);
        return covered;
    }
}
