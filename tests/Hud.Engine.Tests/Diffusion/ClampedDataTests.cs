using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Diffusion;

public sealed class ClampedDataTests
{
    private static readonly NoiseSchedule Schedule = NoiseSchedule.Linear(2000, 1e-6, 1e-2);

    public ClampedDataTests() => TorchRuntime.Ensure(1);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1000)]
    [InlineData(2000)]
    public void Noise_is_left_alone_where_x_0_lies_inside_and_moved_to_the_bound_where_not(int t)
    {
        using var scope = NewDisposeScope();
        var (a, s) = (Math.Sqrt(Schedule.AlphaBar(t)), Math.Sqrt(Schedule.Noise(t)));
        var x0 = tensor(new[] { -3f, -0.9f, 0f, 0.5f, 2f }).reshape(1, 5);
        var noise = tensor(new[] { 0.3f, -1f, 2f, 0.1f, -0.4f }).reshape(1, 5);
        var x = (a * x0) + (s * noise);
        var clamped = new DiffusionModel((_, _) => noise.clone(), Schedule, Prediction.Epsilon).WithData(1);
        var answer = clamped.Network(x, full(1, (float)t));
        var data = (x - (s * answer)) / a;
        // Single precision keeps x_0 to about 1e-7 / a.
        Assert.True(data.allclose(x0.clamp(-1, 1), 1e-4, 1e-4), data.ToString(TorchSharp.TensorStringStyle.Julia));
    }

    [Fact]
    public void Sampler_ends_inside_the_bound_whatever_the_network_says()
    {
        using var scope = NewDisposeScope();
        var model = new DiffusionModel((x, _) => x * -4, Schedule, Prediction.Epsilon);
        var noise = new SampleNoise(new SeedTree(1), 0, 3, 5);
        Assert.True(AncestralSampler.Sample(model, noise, 10, SigmaChoice.Posterior).abs().max().item<float>() > 2);
        var held = AncestralSampler.Sample(model.WithData(1), noise, 10, SigmaChoice.Posterior);
        Assert.Equal(1, held.abs().max().item<float>(), 1e-3);
    }

    [Fact]
    public void Models_that_predict_something_else_are_refused() => Assert.Throws<ArgumentException>(() =>
        new DiffusionModel((x, _) => x.clone(), Schedule, Prediction.V).WithData(1));
}
