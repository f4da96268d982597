using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Scenes;

public sealed class PatchesTests
{
    private static readonly SeedTree Seed = new(5);

    [Fact]
    public void Draws_reach_every_window_and_only_those()
    {
        var patches = new Patches(Numbered(6, 5), 4);
        var places = Places(patches, 400);
        Assert.Equal(3 * 2, patches.Count);
        Assert.Equal(6, places.Distinct().Count());
        Assert.All(places, p => Assert.True(p is { Row: >= 0 and <= 2, Col: >= 0 and <= 1, Orientation: 0 }));
    }

    [Fact]
    public void Draws_are_uniform_over_positions_and_orientations()
    {
        const int Draws = 64_000;
        var counts = Places(new Patches(Numbered(3, 5), 2, turn: true), Draws).CountBy(p => p).ToDictionary();
        Assert.Equal(8 * 8, counts.Count);
        // 1000 expected in each of 64 cells: chi-square with 63 degrees of freedom exceeds 120 once in 50,000.
        var chiSquare = counts.Values.Sum(n => Math.Pow(n - (Draws / 64.0), 2) / (Draws / 64.0));
        Assert.InRange(chiSquare, 20, 120);
    }

    [Fact]
    public void Same_node_draws_the_same_place_in_any_order()
    {
        var patches = new Patches(Numbered(40, 30), 8, turn: true);
        var forward = Places(patches, 50);
        var backward = Enumerable.Range(0, 50).Reverse().Select(i => patches.Draw(Seed.Derive("crop", i))).Reverse();
        Assert.Equal(forward, backward);
    }

    [Fact]
    public void Windows_without_a_valid_pixel_are_never_drawn()
    {
        var scene = Numbered(6, 6);
        Array.Fill(scene.Valid, false);
        scene.Valid[(4 * 6) + 4] = true;
        var patches = new Patches(scene, 2);
        var expected = new[] { (3, 3), (3, 4), (4, 3), (4, 4) };
        Assert.Equal(4, patches.Count);
        Assert.Equal(expected, Places(patches, 200).Select(p => (p.Row, p.Col)).Distinct().Order());
    }

    [Fact]
    public void Windows_that_touch_a_held_out_tile_are_never_drawn()
    {
        var scene = Numbered(24, 20) with { HeldOutCrop = 4 };
        var heldOut = HeldOutTiles.Of(24, 20, 4);
        Assert.Contains(true, heldOut);
        var places = Places(new Patches(scene, 4, turn: true), 6000);
        Assert.All(places, place => Assert.DoesNotContain(true,
            from r in Enumerable.Range(place.Row, 4) from c in Enumerable.Range(place.Col, 4) select heldOut[(r * 20) + c]));
        Assert.Equal(CropSplit.Of(Numbered(24, 20), 4)!.Training.Length, places.Select(p => (p.Row, p.Col)).Distinct().Count());
    }

    [Fact]
    public void Windows_wider_than_the_tiles_between_held_out_ones_are_refused() =>
        Assert.Contains("held-out", Assert.Throws<InputException>(
            () => new Patches(Numbered(24, 20) with { HeldOutCrop = 4 }, 20)).Rule, StringComparison.Ordinal);

    [Fact]
    public void Scene_of_exactly_the_crop_has_one_window() =>
        Assert.Equal(new CropPlace(0, 0, 0), new Patches(Numbered(4, 4), 4).Draw(Seed));

    [Theory]
    [InlineData(5, 4, 5)]
    [InlineData(4, 5, 5)]
    public void Scene_smaller_than_the_crop_is_bad_input(int rows, int cols, int size)
    {
        var bad = Assert.Throws<InputException>(() => new Patches(Numbered(rows, cols), size));
        Assert.Equal($"numbers, crop: '5': the scene has only {rows} x {cols} pixels", bad.Message);
    }

    [Fact]
    public void Orientations_are_the_eight_symmetries_of_the_square()
    {
        var image = Numbered(3, 3).Cube;
        var turned = Enumerable.Range(0, 8)
            .Select(o => string.Join(' ', new CropPlace(0, 0, o).Take(image, 3).Data.Where((_, i) => i % 2 == 0)));
        Assert.Equal(
            [
                "0 1 2 3 4 5 6 7 8", "2 1 0 5 4 3 8 7 6", "6 7 8 3 4 5 0 1 2", "8 7 6 5 4 3 2 1 0",
                "0 3 6 1 4 7 2 5 8", "2 5 8 1 4 7 0 3 6", "6 3 0 7 4 1 8 5 2", "8 5 2 7 4 1 6 3 0",
            ],
            turned);
    }

    [Fact]
    public void Taken_window_keeps_each_spectrum_whole()
    {
        var image = Numbered(5, 6).Cube;
        var crop = new CropPlace(1, 2, 6).Take(image, 3);
        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(crop.Pixel(i)[0] + 0.5f, crop.Pixel(i)[1]));
        Assert.Equal(image.Pixel(3, 2)[0], crop.Pixel(0, 0)[0]);
    }

    private static CropPlace[] Places(Patches patches, int count) =>
        [.. Enumerable.Range(0, count).Select(i => patches.Draw(Seed.Derive("crop", i)))];

    /// <summary>Two bands: the pixel's number, and that plus a half.</summary>
    private static Scene Numbered(int rows, int cols) => new()
    {
        Name = "numbers",
        Provenance = Provenance.Synthetic,
        Sha256 = "",
        Cube = new(rows, cols, 2, [.. Enumerable.Range(0, rows * cols).SelectMany(i => new[] { i, i + 0.5f })]),
        Scale = 1,
        ColourBands = (0, 0, 0),
        Valid = [.. Enumerable.Repeat(true, rows * cols)],
    };
}
