using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Diffusion;

public sealed class SampleNoiseTests
{
    private static readonly NoiseSchedule Schedule = NoiseSchedule.Linear(20);
    private static readonly SeedTree Seed = new(11);

    public SampleNoiseTests() => TorchRuntime.Ensure(2);

    [Fact]
    public void Noise_of_an_image_has_the_same_bits_in_every_batch()
    {
        using var all = new SampleNoise(Seed, 0, 7, 4, 8, 8).Start(Schedule);
        for (var i = 0; i < 7; i++)
        {
            using var alone = new SampleNoise(Seed, i, 1, 4, 8, 8).Start(Schedule);
            Assert.Equal(alone.data<float>().ToArray(), all[i].data<float>().ToArray());
        }
    }

    [Fact]
    public void Noise_differs_between_images_steps_and_seeds()
    {
        using var one = new SampleNoise(Seed, 0, 1, 16).Start(Schedule);
        using var image = new SampleNoise(Seed, 1, 1, 16).Start(Schedule);
        using var seed = new SampleNoise(new SeedTree(12), 0, 1, 16).Start(Schedule);
        using var step = zeros_like(one);
        new SampleNoise(Seed, 0, 1, 16).Fill(step, 19);
        Assert.All((Tensor[])[image, seed, step], other =>
            Assert.DoesNotContain(one.data<float>().ToArray().Zip(other.data<float>().ToArray()), p => p.First == p.Second));
    }

    [Fact]
    public void Noise_is_standard_normal()
    {
        const int n = 200_000;
        using var x = new SampleNoise(Seed, 0, 1, n).Start(Schedule);
        Assert.Equal(0, x.mean().item<float>(), 4.5 / Math.Sqrt(n));
        Assert.Equal(1, x.pow(2).mean().item<float>(), 4.5 * Math.Sqrt(2.0 / n));
        Assert.Equal(3, x.pow(4).mean().item<float>(), 4.5 * Math.Sqrt(96.0 / n));
    }

    [Theory]
    [InlineData("ddpm")]
    [InlineData("ddim")]
    [InlineData("dpm")]
    public void Samples_do_not_depend_on_the_batch_they_were_drawn_in(string sampler)
    {
        // A denoiser that treats every element alike: all arithmetic is elementwise, so even the bits must agree.
        var model = new DiffusionModel((x, t) => x.sin() + (t / 20).view([-1, 1, 1, 1]), Schedule, Prediction.Epsilon);
        float[] Draw(int first, int images)
        {
            using var x = Samplers.Sample(
                new(images, sampler, 10), model, new SampleNoise(Seed, first, images, 2, 4, 4), SigmaChoice.Posterior);
            return x.data<float>().ToArray();
        }

        Assert.Equal(Draw(0, 5), Draw(0, 2).Concat(Draw(2, 1)).Concat(Draw(3, 2)));
    }

    [Fact]
    public void Sampling_leaves_no_tensor_behind()
    {
        var model = new DiffusionModel((x, _) => x * 0.5, Schedule, Prediction.V);
        void Draw()
        {
            foreach (var sampler in Samplers.Names)
                Samplers.Sample(new(1, sampler, 20), model, new SampleNoise(Seed, 0, 2, 3), SigmaChoice.Beta).Dispose();
        }

        Draw();
        var before = LiveTensors;
        Draw();
        Assert.Equal(before, LiveTensors);
    }

    private static long LiveTensors => TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
