using Hud.Engine.Diffusion;
using Hud.Engine.Methods.Hud;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.Hud;

public sealed class NoisyBatchTests
{
    private const int Side = 4;
    private static readonly NoiseSchedule Schedule = NoiseSchedule.Linear();
    private static readonly Scene Scene = new SceneLoader([]).Load("synthetic:rows=20,cols=16,bands=4,endmembers=2");
    private static readonly LatentMap Map = new(Standardisation.Identity(4).ToPlanes(Scene.Cube.Data), 4, 20, 16);

    public NoisyBatchTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Image_of_a_batch_depends_on_step_and_index_alone()
    {
        using var small = Batch(new HudOptions(), 2);
        using var large = Batch(new HudOptions(), 5);
        small.Fill(3);
        large.Fill(9);
        large.Fill(3);
        Assert.Equal(Values(small.Noisy), Values(large.Noisy[TensorIndex.Slice(0, 2)]));
        Assert.Equal(Values(small.Times), Values(large.Times[TensorIndex.Slice(0, 2)]));
        var three = Values(small.Noisy);
        small.Fill(4);
        Assert.DoesNotContain(three.Zip(Values(small.Noisy)), p => p.First == p.Second);
    }

    [Theory]
    [InlineData(Prediction.Epsilon)]
    [InlineData(Prediction.V)]
    public void Noisy_image_and_target_give_back_a_window_of_the_scene(Prediction prediction)
    {
        var options = new HudOptions { Prediction = prediction, Augment = true };
        using var batch = Batch(options, 8);
        batch.Fill(0);
        var patches = new Patches(Scene, Side, turn: true);
        for (var i = 0; i < 8; i++)
        {
            var t = (int)Values(batch.Times)[i];
            // Small t only: close to T hardly anything of the window is left to recover in single precision.
            if (t > 600) continue;
            var data = prediction.Data(Schedule, t);
            var recovered = Values(batch.Noisy[i]).Zip(Values(batch.Target[i]), (x, o) => (float)((data.X * x) + (data.Output * o)));
            var window = new float[4 * Side * Side];
            Map.Crop(patches.Draw(new SeedTree(1).Derive("crop", 0, i)), Side, window);
            Assert.All(window.Zip(recovered), p => Assert.Equal(p.First, p.Second, 1e-4f));
        }
    }

    [Fact]
    public void Times_are_uniform_from_1_to_T_and_targets_standard_normal()
    {
        using var batch = Batch(new HudOptions(), 2000);
        batch.Fill(0);
        var times = Values(batch.Times);
        Assert.All(times, t => Assert.InRange(t, 1, 1000));
        Assert.Equal(500.5, times.Average(), 4.5 * 288.7 / Math.Sqrt(2000));
        Assert.Contains(times, t => t < 10);
        Assert.Contains(times, t => t > 990);
        var n = batch.Target.numel();
        Assert.Equal(0, batch.Target.mean().item<float>(), 4.5 / Math.Sqrt(n));
        Assert.Equal(1, batch.Target.square().mean().item<float>(), 4.5 * Math.Sqrt(2.0 / n));
    }

    [Fact]
    public void Weights_are_those_of_min_snr()
    {
        using var batch = Batch(new HudOptions { MinSnrGamma = 5 }, 50);
        batch.Fill(1);
        foreach (var (t, weight) in Values(batch.Times).Zip(Values(batch.Weights)))
            Assert.Equal((float)Prediction.Epsilon.LossWeight(Schedule, (int)t, 5), weight);
    }

    private static NoisyBatch Batch(HudOptions options, int size) =>
        new(Map, new Patches(Scene, Side, options.Augment), Schedule, options, new SeedTree(1), size, 1);

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
