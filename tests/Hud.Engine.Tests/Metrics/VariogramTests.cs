using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Metrics;

public sealed class VariogramTests
{
    [Fact]
    public void Linear_ramp_has_half_the_squared_rise()
    {
        const double Slope = 0.02;
        var map = Map(12, 20, (r, c) => (float)(Slope * c));
        var gamma = Variogram.Of([map], 2, 5, 1).Gamma;
        for (var h = 1; h <= 5; h++)
        {
            // Rises along rows, none down the columns.
            var along = 12.0 * (20 - h) / map.Pairs(h);
            Assert.Equal(along * Slope * Slope * h * h / 2, gamma[0, h - 1], 1e-8);
        }

        var diagonal = Variogram.Of([Map(12, 20, (r, c) => (float)(Slope * (r + c)))], 2, 5, 1).Gamma;
        for (var h = 1; h <= 5; h++) Assert.Equal(Slope * Slope * h * h / 2, diagonal[1, h - 1], 1e-8);
    }

    [Fact]
    public void White_noise_is_flat_at_its_variance()
    {
        var stream = new SeedTree(1).Stream();
        var windows = Enumerable.Range(0, 30).Select(_ => Map(32, 32, (_, _) => (float)stream.NextDouble())).ToList();
        var gamma = Variogram.Of(windows, 2, 8, 2).Gamma;
        for (var h = 0; h < 8; h++) Assert.Equal(1 / 12.0, gamma[0, h], 1e-3);
    }

    [Fact]
    public void Window_of_a_larger_map_is_the_window_cut_out()
    {
        var map = Map(20, 20, (r, c) => (r * 7 + c * c) % 11 / 11f);
        var cut = Map(6, 8, (r, c) => ((r + 5) * 7 + (c + 9) * (c + 9)) % 11 / 11f);
        var inside = map with { First = (5 * 20) + 9, Rows = 6, Cols = 8 };
        Assert.Equal(Variogram.Of([cut], 2, 2, 1).Gamma, Variogram.Of([inside], 2, 2, 1).Gamma);
    }

    [Fact]
    public void Twice_the_amplitude_is_a_distance_of_log_four_and_absent_endmembers_do_not_dilute_it()
    {
        var stream = new SeedTree(2).Stream();
        var noise = Enumerable.Range(0, 400).Select(_ => (float)stream.NextDouble() / 2).ToArray();
        var quiet = Map(20, 20, (r, c) => noise[(r * 20) + c]);
        var loud = Map(20, 20, (r, c) => 2 * noise[(r * 20) + c]);
        Assert.Equal(Math.Log(4), Distance(quiet, loud), 1e-3);
        Assert.Equal(0, Distance(quiet, quiet));
        Assert.Equal(Distance(quiet, loud), Variogram.Of([Padded(quiet)], 5, 4, 1).DistanceTo(Variogram.Of([Padded(loud)], 5, 4, 1)), 1e-6);

        static double Distance(MapWindow a, MapWindow b) => Variogram.Of([a], 2, 4, 1).DistanceTo(Variogram.Of([b], 2, 4, 1));
        static MapWindow Padded(MapWindow map) =>
            map with { X = [.. map.X.Chunk(2).SelectMany(x => (float[])[x[0], 0, 0, x[1], 0])] };
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var stream = new SeedTree(3).Stream();
        var windows = Enumerable.Range(0, 9).Select(_ => Map(8, 9, (_, _) => (float)stream.NextDouble())).ToList();
        Assert.Equal(Variogram.Of(windows, 2, 3, 1).Gamma, Variogram.Of(windows, 2, 3, 3).Gamma);
    }

    [Fact]
    public void Shuffled_pixels_are_far_above_the_floor_that_real_crops_are_near()
    {
        using var scene = new MetricScene("synthetic:rows=160,cols=96,bands=20,endmembers=4");
        var copies = scene.Copies(40);
        var plain = scene.Measure("variogram_distance", copies);
        var shuffled = scene.Measure("variogram_distance", [.. copies.Select(Shuffled)]);
        Assert.Equal(plain.Floor, shuffled.Floor);
        Assert.InRange(plain.Floor!.Value, 0.01, 0.15);
        Assert.InRange(plain.Value, 0, 0.15);
        Assert.True(shuffled.Value > 5 * shuffled.Floor, $"{shuffled}");
    }

    /// <summary>The same pixels at random places: point fidelity and every spectral metric cannot tell.</summary>
    private static Cube Shuffled(Cube image, int index)
    {
        var order = Enumerable.Range(0, image.Pixels).ToArray();
        var random = new SeedTree(index).Stream();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return new(image.Rows, image.Cols, image.Bands, [.. order.SelectMany(i => image.Pixel(i).ToArray())]);
    }

    /// <summary>Two endmembers: the value, and what it leaves of one.</summary>
    private static MapWindow Map(int rows, int cols, Func<int, int, float> value) => new(
        [.. Enumerable.Range(0, rows * cols).Select(i => value(i / cols, i % cols)).SelectMany(v => (float[])[v, 1 - v])],
        0, cols, rows, cols);
}
