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
    public void Ramp_and_noise_are_apart_by_their_shapes_whatever_their_amplitude()
    {
        // Gamma h^2 against a flat one over lags 1, 2, 3: mean of |ln(h^2 / (14/3))|.
        var expected = (Math.Log(14 / 3.0) + Math.Abs(Math.Log(4 * 3 / 14.0)) + Math.Log(9 * 3 / 14.0)) / 3;
        var ramp = new Variogram(new[,] { { 1.0, 4, 9 } }, [1]);
        Assert.Equal(expected, ramp.DistanceTo(new(new[,] { { 0.3, 0.3, 0.3 } }, [1])), 1e-5);
        Assert.Equal(0, ramp.DistanceTo(new(new[,] { { 0.5, 2, 4.5 } }, [1])), 1e-5);
        Assert.Equal(expected, ramp.DistanceTo(new(new[,] { { 0.0, 0, 0 } }, [1])), 1e-5);
    }

    [Fact]
    public void Endmember_counts_by_its_amount_and_an_absent_one_not_at_all()
    {
        var one = new Variogram(new[,] { { 1.0, 4 }, { 1, 1 }, { 0, 0 } }, [0.25, 0.75, 0]);
        var other = new Variogram(new[,] { { 1.0, 1 }, { 1, 1 }, { 0, 0 } }, [0.5, 0.5, 0]);
        var apart = (Math.Log(2.5) + Math.Log(4 / 2.5)) / 2;
        Assert.Equal(0.375 * apart, one.DistanceTo(other), 1e-5);
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
        Assert.InRange(plain.Floor!.Value, 0.005, 0.15);
        Assert.InRange(plain.Value, 0, 0.15);
        Assert.True(shuffled.Value > 4 * shuffled.Floor, $"{shuffled}");
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
