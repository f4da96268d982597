using CsCheck;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics;

public sealed class PointFidelityTests
{
    [Fact]
    public void Random_scene_agrees_with_brute_force() =>
        MetricCase.Any().Sample(c =>
            Assert.Equal(c.BrutePointFidelity(), PointFidelity.Measure(c.Real, c.Valid, c.Generated, 2), 1e-5), iter: 60);

    [Fact]
    public void Many_images_over_several_batches_and_chunks_agree_with_brute_force()
    {
        var c = MetricCase.Make(5, 1, (60, 70, 33), 4, (9, 11), 0.3);
        Assert.Equal(c.BrutePointFidelity(), PointFidelity.Measure(c.Real, c.Valid, c.Generated, 3), 1e-6);
    }

    [Fact]
    public void Thread_count_does_not_change_a_bit()
    {
        var c = MetricCase.Make(6, 1, (61, 53, 19), 3, (10, 10), 0.1);
        var one = PointFidelity.Measure(c.Real, c.Valid, c.Generated, 1);
        Assert.All([2, 3, 7], threads => Assert.Equal(one, PointFidelity.Measure(c.Real, c.Valid, c.Generated, threads)));
    }

    [Fact]
    public void Copied_crop_scores_one() =>
        MetricCase.Any().Sample(c =>
        {
            var all = c.Valid.Select(_ => true).ToArray();
            var copy = c.Real.Crop(c.Real.Rows / 3, c.Real.Cols / 3, c.Real.Rows / 2 + 1, c.Real.Cols / 2 + 1);
            Assert.InRange(PointFidelity.Measure(c.Real, all, [copy], 2), 1 - 1e-6, 1);
        }, iter: 30);

    [Fact]
    public void Scaling_any_pixel_changes_nothing() =>
        Gen.Select(MetricCase.Any(), Gen.Float[0.01f, 100f].Array[8]).Sample((c, factors) =>
        {
            var before = PointFidelity.Measure(c.Real, c.Valid, c.Generated, 1);
            var after = PointFidelity.Measure(
                Scaled(c.Real, factors), c.Valid, [.. c.Generated.Select(g => Scaled(g, factors[3..]))], 1);
            Assert.Equal(before, after, 1e-6);
        }, iter: 30);

    [Fact]
    public void All_zero_generated_pixel_counts_as_cosine_zero()
    {
        var real = new Cube(1, 2, 2, [1, 2, 3, 1]);
        var generated = new Cube(1, 2, 2, [3, 1, 0, 0]);
        Assert.Equal(0.5, PointFidelity.Measure(real, [true, true], [generated], 1), 1e-7);
    }

    [Fact]
    public void Invalid_real_pixel_is_not_compared_with()
    {
        var real = new Cube(1, 2, 2, [1, 0, 0, 1]);
        var generated = new Cube(1, 1, 2, [0, 1]);
        Assert.Equal(1, PointFidelity.Measure(real, [true, true], [generated], 1), 1e-7);
        Assert.Equal(0, PointFidelity.Measure(real, [true, false], [generated], 1), 1e-7);
    }

    [Fact]
    public void Known_angle_is_its_cosine()
    {
        var real = new Cube(1, 1, 2, [1, 0]);
        var generated = new Cube(1, 1, 2, [MathF.Cos(0.3f), MathF.Sin(0.3f)]);
        Assert.Equal(Math.Cos(0.3), PointFidelity.Measure(real, [true], [generated], 1), 1e-6);
        var opposite = new Cube(1, 1, 2, [-1, 0]);
        Assert.Equal(-1, PointFidelity.Measure(real, [true], [opposite], 1), 1e-6);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Sample_that_is_no_number_is_refused(float sample)
    {
        var fine = new Cube(1, 1, 2, [1, 1]);
        var bad = new Cube(1, 1, 2, [sample, 1]);
        Assert.Throws<ArgumentException>(() => PointFidelity.Measure(fine, [true], [bad], 1));
        Assert.Throws<ArgumentException>(() => PointFidelity.Measure(bad, [true], [fine], 1));
    }

    [Fact]
    public void Other_band_count_is_refused_with_both_numbers()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            PointFidelity.Measure(new Cube(1, 1, 3, [1, 2, 3]), [true], [new Cube(1, 1, 2, [1, 1])], 1));
        Assert.Contains("2 bands, the scene 3", e.Message, StringComparison.Ordinal);
    }

    internal static Cube Scaled(Cube cube, float[] factors)
    {
        var scaled = new Cube(cube.Rows, cube.Cols, cube.Bands, [.. cube.Data]);
        for (var i = 0; i < scaled.Pixels; i++)
            foreach (ref var v in scaled.Pixel(i)) v *= factors[i % factors.Length];
        return scaled;
    }
}
