using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics;

public sealed class SpectralAngleTests
{
    private static readonly Cube Real = new(1, 3, 3, [1, 0, 0, 1, 1, 0, 0, 1, 2]);

    [Fact]
    public void Median_and_tail_are_those_of_numpy()
    {
        // r = [[1,0,0],[1,1,0],[0,1,2]]; g = [[1,.01,0],[1,2,3],[0,0,1]]; unit rows; degrees(arccos((g @ r.T).max(1)));
        // numpy.median and numpy.percentile(., 95) of the three.
        var inputs = new MetricInputs(Real, [true, true, true], [new(3, 1, 3, [1, 0.01f, 0, 1, 2, 3, 0, 0, 1])], 1, 1);
        Assert.Equal(17.02386618, MetricRegistry.Measure("sam_median", inputs).Value, 1e-6);
        Assert.Equal(25.61093268, MetricRegistry.Measure("sam_p95", inputs).Value, 1e-6);
    }

    [Fact]
    public void Copies_have_angle_zero_and_tiny_angles_are_exact_where_the_cosine_is_one_in_float32()
    {
        float[] angles = [0, 1e-4f, 1e-3f, 0.01f];
        var generated = new Cube(1, 4, 2, [.. angles.SelectMany(a => (float[])[3 * MathF.Cos(a), 3 * MathF.Sin(a)])]);
        var degrees = NearestPixels.Search(new(1, 1, 2, [1, 0]), [true], [generated], 1).Degrees;
        for (var i = 0; i < angles.Length; i++) Assert.Equal(angles[i] * 180 / Math.PI, degrees[i], 1e-6);
    }

    [Fact]
    public void Pixel_without_direction_is_at_a_right_angle_and_an_opposite_one_at_a_straight_one()
    {
        var found = NearestPixels.Search(new(1, 1, 2, [1, 0]), [true], [new(1, 2, 2, [0, 0, -2, 0])], 1);
        Assert.Equal([90, 180], found.Degrees.Select(d => Math.Round(d, 9)));
    }

    [Fact]
    public void Angles_agree_with_brute_force_and_with_the_cosines_of_point_fidelity()
    {
        var c = MetricCase.Make(9, 1, (31, 27, 19), 3, (7, 5), 0.3);
        var found = NearestPixels.Search(c.Real, c.Valid, c.Generated, 3);
        var pixels = c.Generated.SelectMany(g => Enumerable.Range(0, g.Pixels).Select(i => g.Pixel(i).ToArray())).ToList();
        Assert.Equal(pixels.Count, found.Degrees.Length);
        for (var p = 0; p < pixels.Count; p++)
        {
            var nearest = Enumerable.Range(0, c.Real.Pixels).Where(i => c.Valid[i])
                .Min(i => SpectralAngle.Degrees(pixels[p], c.Real.Pixel(i)));
            Assert.Equal(nearest, found.Degrees[p], 1e-9);
            Assert.Equal(Math.Cos(nearest * Math.PI / 180), found.Cosines[p], 1e-6);
        }
    }

    [Fact]
    public void Thread_count_does_not_change_a_bit()
    {
        // Every spectrum twice, so that equal cosines are found at two places.
        var c = MetricCase.Make(3, 1, (40, 40, 11), 2, (9, 9), 0);
        var twice = new Cube(80, 40, 11, [.. c.Real.Data, .. c.Real.Data]);
        var one = Degrees(1);
        Assert.All([2, 5], threads => Assert.Equal(one, Degrees(threads)));

        double[] Degrees(int threads) =>
            NearestPixels.Search(twice, [.. Enumerable.Repeat(true, 3200)], c.Generated, threads).Degrees;
    }

    [Fact]
    public void Floor_is_the_angle_of_held_out_crops_to_the_rest()
    {
        using var scene = new MetricScene();
        var value = scene.Measure("sam_p95", scene.Copies(4));
        Assert.Equal(0, value.Value, 0.05);
        Assert.InRange(value.Floor!.Value, 0.1, 20);
        Assert.Equal(value.Floor, scene.Measure("sam_p95", scene.Copies(7, seed: 2), threads: 1).Floor);
    }
}
