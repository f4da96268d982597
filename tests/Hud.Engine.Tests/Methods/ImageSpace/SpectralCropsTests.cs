using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;

namespace Hud.Engine.Tests.Methods.ImageSpace;

public sealed class SpectralCropsTests
{
    private static readonly Scene Scene = SmallTrial.Scenes.Load(SmallTrial.Spec.Scene.Name);

    public SpectralCropsTests() => TorchRuntime.Ensure(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Crop_is_the_scaled_window_turned_as_its_place_says(bool augment)
    {
        var scaling = new AffineScaling(0.25, 0.5);
        using var crops = new SpectralCrops(Scene, scaling, 20, 8, augment, 2);
        crops.Fill(i => new SeedTree(1).Derive("crop", i));
        Assert.Equal([20, 12, 8, 8], crops.Images.shape);
        var patches = new Patches(Scene, 8, augment);
        for (var i = 0; i < 20; i++)
        {
            var expected = patches.Draw(new SeedTree(1).Derive("crop", i)).Take(Scene.Cube, 8);
            for (var p = 0; p < 64; p++)
                for (var b = 0; b < 12; b++)
                    Assert.Equal((expected.Pixel(p)[b] - 0.25f) / 0.5f, crops.Images[i, b, p / 8, p % 8].item<float>(), 1e-6f);
        }
    }

    [Fact]
    public void Noise_is_uniform_from_zero_to_its_width_and_a_function_of_its_node()
    {
        using var plain = new SpectralCrops(Scene, new(0, 1), 8, 16, false, 1);
        using var noisy = new SpectralCrops(Scene, new(0, 1), 8, 16, false, 2);
        plain.Fill(i => new SeedTree(1).Derive("crop", i));
        noisy.Fill(i => new SeedTree(1).Derive("crop", i), 0.125, i => new SeedTree(2).Derive("noise", i));
        var noise = (noisy.Images - plain.Images).contiguous().data<float>().ToArray();
        Assert.InRange(noise.Min(), -1e-6, 1e-3);
        Assert.InRange(noise.Max(), 0.124, 0.125 + 1e-6);
        Assert.Equal(0.0625, noise.Average(), 0.001);
        Assert.Equal(0.125 / Math.Sqrt(12), Math.Sqrt(noise.Average(n => Math.Pow(n - 0.0625, 2))), 0.001);
    }

    [Fact]
    public void Range_scaling_takes_the_valid_extremes_to_minus_one_and_one_and_back()
    {
        var (scene, values) = Dimmed();
        var scaling = AffineScaling.ToUnitRange(scene);
        var scaled = Scaled(scaling, values);
        Assert.Equal(-1, scaled.Min(), 1e-6f);
        Assert.Equal(1, scaled.Max(), 1e-6f);
        scaling.FromNetwork(scaled);
        Assert.All(values.Zip(scaled), p => Assert.Equal(p.First, p.Second, 1e-6f));
    }

    [Fact]
    public void Standard_scaling_takes_the_valid_values_to_mean_zero_and_deviation_one()
    {
        var (scene, values) = Dimmed();
        var scaled = Scaled(AffineScaling.ToStandard(scene), values).Select(v => (double)v).ToArray();
        Assert.Equal(0, scaled.Average(), 1e-5);
        Assert.Equal(1, scaled.Average(v => v * v), 1e-5);
    }

    private static float[] Scaled(AffineScaling scaling, float[] values)
    {
        var scaled = new float[values.Length];
        scaling.ToNetwork(values, scaled);
        return scaled;
    }

    /// <summary>A scene from 0.2 to 0.9 with one pixel of zeros that is not valid, and its valid values.</summary>
    private static (Scene Scene, float[] Values) Dimmed()
    {
        var cube = new Cube(4, 4, 3, [.. Enumerable.Range(0, 48).Select(i => i < 3 ? 0 : 0.2f + (0.7f * (i * 7 % 48) / 47))]);
        return (Scene with { Cube = cube, Valid = [.. Enumerable.Range(0, 16).Select(i => i > 0)] }, cube.Data[3..]);
    }
}
