using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Scenes;

public sealed class SyntheticSceneTests
{
    private static readonly SyntheticRecipe Small = new(48, 40, 30, 5);
    private static readonly Scene Default = SyntheticScene.Make(new());

    [Fact]
    public void Default_scene_is_golden()
    {
        Assert.Equal((128, 128, 100, 6), (Default.Cube.Rows, Default.Cube.Cols, Default.Cube.Bands, Default.Classes));
        Assert.Equal((Provenance.Synthetic, "synthetic"), (Default.Provenance, Default.Name));
        // Statistics instead of a hash of the bits: libraries of mathematics differ in the last digit.
        Assert.Equal(0.533576, Default.Cube.Data.Average(v => (double)v), 1e-5);
        Assert.Equal(6052.41, Default.Scale, 0.02);
        Assert.Equal(
            [3396, 1515, 4591, 800, 835, 2772, 2475],
            Default.Labels!.CountBy(l => l).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Fact]
    public void Same_recipe_gives_the_same_bits_and_another_seed_another_land()
    {
        var (once, again) = (SyntheticScene.Make(Small), SyntheticScene.Make(Small));
        Assert.Equal(once.Cube.Data, again.Cube.Data);
        Assert.Equal(once.Pin(), again.Pin());
        var other = SyntheticScene.Make(Small with { Seed = 2 });
        Assert.True(once.Labels!.Zip(other.Labels!).Count(l => l.First != l.Second) > once.Cube.Pixels / 4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(16)]
    public void Abundances_lie_on_the_simplex_and_every_class_has_pixels(int endmembers)
    {
        var scene = SyntheticScene.Make(new(96, 80, 24, endmembers));
        var X = scene.TrueAbundances!;
        for (var pixel = 0; pixel < scene.Cube.Pixels; pixel++)
        {
            var row = Row(X, pixel);
            Assert.True(row.Min() >= 0, $"pixel {pixel}");
            Assert.Equal(1, row.Sum(), 12);
        }

        Assert.Equal(Enumerable.Range(0, endmembers + 1), scene.Labels!.Select(l => (int)l).Distinct().Order());
        Assert.Equal(endmembers, scene.ClassNames.Distinct().Count());
    }

    [Fact]
    public void Every_endmember_of_the_default_scene_has_nearly_pure_pixels()
    {
        for (var k = 0; k < Default.Classes; k++)
            Assert.True(Enumerable.Range(0, Default.Cube.Pixels).Max(p => Default.TrueAbundances![p, k]) > 0.98);
    }

    [Fact]
    public void Without_noise_every_spectrum_is_the_mixture_of_the_endmembers()
    {
        var scene = SyntheticScene.Make(Small with { Snr = double.PositiveInfinity });
        for (var pixel = 0; pixel < scene.Cube.Pixels; pixel += 7)
        {
            var x = Row(scene.TrueAbundances!, pixel);
            for (var band = 0; band < scene.Cube.Bands; band++)
            {
                var mixed = x.Select((share, k) => share * scene.TrueEndmembers![band, k]).Sum();
                Assert.Equal(mixed, scene.Cube.Pixel(pixel)[band], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    public void Noise_has_the_power_that_the_recipe_asks_for(double snr)
    {
        var recipe = new SyntheticRecipe(96, 96, 40, 5);
        var clean = SyntheticScene.Make(recipe with { Snr = double.PositiveInfinity });
        var noisy = SyntheticScene.Make(recipe with { Snr = snr });
        // Bands where noise cannot reach below zero, where cleaning would cut it.
        var (signal, noise, scale) = (0.0, 0.0, noisy.Scale / clean.Scale);
        for (var i = 0; i < clean.Cube.Data.Length; i++)
        {
            signal += Math.Pow(clean.Cube.Data[i], 2);
            if (clean.Cube.Data[i] < 0.4) continue;
            noise += Math.Pow((noisy.Cube.Data[i] * scale) - clean.Cube.Data[i], 2);
        }

        var bright = clean.Cube.Data.Count(v => v >= 0.4);
        var measured = 10 * Math.Log10(signal / clean.Cube.Data.Length / (noise / bright));
        Assert.Equal(snr, measured, 0.2);
    }

    [Fact]
    public void Illumination_scales_whole_spectra()
    {
        var recipe = Small with { Snr = double.PositiveInfinity };
        var (flat, lit) = (SyntheticScene.Make(recipe), SyntheticScene.Make(recipe with { Illumination = 0.3 }));
        var factors = Enumerable.Range(0, flat.Cube.Pixels).Select(Factor).ToArray();
        Assert.InRange(factors.Max() / factors.Min(), 1.3, 1.9);

        double Factor(int pixel)
        {
            var ratios = Enumerable.Range(0, flat.Cube.Bands)
                .Select(b => (double)lit.Cube.Pixel(pixel)[b] / flat.Cube.Pixel(pixel)[b]).ToArray();
            Assert.True(ratios.Max() / ratios.Min() < 1.0001);
            return ratios[0];
        }
    }

    [Fact]
    public void Endmembers_look_like_what_they_are_called()
    {
        var scene = SyntheticScene.Make(new(Bands: 211, Snr: double.PositiveInfinity));
        double At(string name, double nm) =>
            scene.TrueEndmembers![scene.Wavelengths.IndexOf(nm), scene.ClassNames.IndexOf(name)];

        Assert.True(At("Crop", 850) > 5 * At("Crop", 670), "red edge");
        Assert.True(At("Crop", 550) > At("Crop", 670), "green peak");
        Assert.True(At("Crop", 1940) < 0.5 * At("Crop", 1800), "leaf water");
        Assert.True(At("Water", 450) > 5 * At("Water", 1000), "water is dark in the infrared");
        Assert.True(At("Roof tile", 650) > 2 * At("Roof tile", 500), "tiles are red");
    }

    [Fact]
    public void Neighbours_resemble_each_other_more_than_strangers()
    {
        var (near, far) = (0.0, 0.0);
        for (var row = 0; row < 128; row++)
        {
            for (var col = 0; col < 64; col++)
            {
                near += Distance(Default.Cube.Pixel(row, col), Default.Cube.Pixel(row, col + 1));
                far += Distance(Default.Cube.Pixel(row, col), Default.Cube.Pixel(127 - row, col + 64));
            }
        }

        Assert.True(near < 0.35 * far, $"{near} against {far}");

        static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++) sum += Math.Abs(a[i] - b[i]);
            return sum;
        }
    }

    [Fact]
    public void Impossible_recipe_is_bad_input() =>
        Assert.Throws<InputException>(() => SyntheticScene.Make(new(Rows: 3)));

    private static double[] Row(double[,] X, int pixel) => [.. Enumerable.Range(0, X.GetLength(1)).Select(k => X[pixel, k])];
}
