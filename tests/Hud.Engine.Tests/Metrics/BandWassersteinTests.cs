using CsCheck;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Tests.Metrics;

public sealed class BandWassersteinTests
{
    [Fact]
    public void Samples_of_unequal_size_have_the_distance_that_scipy_gives()
    {
        // scipy.stats.wasserstein_distance([.1,.4,.4,.9,.2], [.3,0,.8])
        Assert.Equal(0.15333333333333335, BandWasserstein.Distance([0.1f, 0.4f, 0.4f, 0.9f, 0.2f], [0.3f, 0, 0.8f]), 1e-7);

        // i = arange(1000); j = arange(777); wasserstein_distance(((i*7919 % 1009)/1009)**2, (j*7907 % 1013)/1013)
        float[] x = [.. Enumerable.Range(0, 1000).Select(i => (float)Math.Pow(i * 7919 % 1009 / 1009.0, 2))];
        float[] y = [.. Enumerable.Range(0, 777).Select(j => (float)(j * 7907 % 1013 / 1013.0))];
        Assert.Equal(0.1675991343362883, BandWasserstein.Distance(x, y), 1e-7);
    }

    [Fact]
    public void Distance_is_the_area_between_the_distribution_functions() =>
        Gen.Select(Gen.Int[0, 20].Array[1, 9], Gen.Int[0, 20].Array[1, 9]).Sample((x, y) =>
        {
            // The same number by another road: |F - G| over the whole numbers.
            var area = Enumerable.Range(0, 20)
                .Sum(v => Math.Abs((x.Count(a => a <= v) / (double)x.Length) - (y.Count(b => b <= v) / (double)y.Length)));
            Assert.Equal(area, BandWasserstein.Distance([.. x.Select(a => (float)a)], [.. y.Select(b => (float)b)]), 1e-9);
        });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 3)]
    public void Shift_by_a_constant_gives_that_constant_in_every_band(int bands, int threads)
    {
        var c = MetricCase.Make(bands, 1, (13, 11, bands), 1, (5, 5), 0);
        var shifted = new Cube(13, 11, bands, [.. c.Real.Data.Select(v => v - 0.25f)]);
        Assert.Equal(0.25, BandWasserstein.Measure(c.Real, c.Valid, [shifted], threads), 1e-7);
        Assert.Equal(0, BandWasserstein.Measure(c.Real, c.Valid, [c.Real, c.Real], threads));
    }

    [Fact]
    public void Invalid_pixels_do_not_count_and_threads_change_no_bit()
    {
        var c = MetricCase.Make(5, 1, (20, 17, 35), 3, (6, 7), 0.4);
        var loud = new Cube(20, 17, 35, [.. c.Real.Data]);
        for (var i = 0; i < loud.Pixels; i++)
            if (!c.Valid[i]) loud.Pixel(i).Fill(1e6f);
        var one = BandWasserstein.Measure(c.Real, c.Valid, c.Generated, 1);
        Assert.Equal(one, BandWasserstein.Measure(loud, c.Valid, c.Generated, 4));
    }

    [Fact]
    public void Floor_is_that_of_held_out_crops()
    {
        using var scene = new MetricScene();
        var brighter = MetricScene.Each(scene.Copies(20), (v, _) => v + 0.5f);
        var value = scene.Measure("band_wasserstein", brighter);
        Assert.InRange(value.Value, 0.4, 0.6);
        Assert.InRange(value.Floor!.Value, 0.001, 0.1);
    }
}
