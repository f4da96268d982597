using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = Hud.Engine.Training.AdamW;

namespace Hud.Engine.Tests.Training;

public class AdamWTests
{
    public AdamWTests() => TorchRuntime.Ensure(1);

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(200_003)]
    public void Ten_steps_agree_with_the_published_recursion_in_double(int count)
    {
        var options = new AdamWOptions(LearningRate: 0.01, WeightDecay: 0.1, ClipNorm: 0);
        using var scope = NewDisposeScope();
        using var weight = new Parameter(sin(arange(count, dtype: ScalarType.Float32)));
        using var adam = new AdamW([("w", weight)], options);
        double[] w = [.. weight.data<float>().Select(v => (double)v)], m = new double[count], v = new double[count];
        for (var step = 0; step < 10; step++)
        {
            Backward(weight, step);
            for (var i = 0; i < count; i++)
            {
                var g = (w[i] * 2) + Math.Cos(i + step);
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                w[i] *= 1 - (0.01 * 0.1);
                w[i] -= 0.01 * (m[i] / (1 - Math.Pow(0.9, step + 1))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step + 1))) + 1e-8);
            }

            adam.Step(step);
        }

        var worst = weight.data<float>().Zip(w, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst < 1e-5, $"{worst}");
    }

    [Fact]
    public void It_agrees_with_torchs_own_optimiser()
    {
        using var scope = NewDisposeScope();
        using var ours = new Parameter(ones(50));
        using var theirs = new Parameter(ones(50));
        using var adam = new AdamW([("w", ours)], new AdamWOptions(LearningRate: 0.02, WeightDecay: 0.05, ClipNorm: 0));
        using var reference = optim.AdamW([theirs], lr: 0.02, weight_decay: 0.05);
        for (var step = 0; step < 20; step++)
        {
            Backward(ours, step);
            Backward(theirs, step);
            adam.Step(step);
            reference.step();
            reference.zero_grad();
        }

        Assert.True(ours.allclose(theirs, 1e-5, 1e-6));
    }

    [Fact]
    public void A_gradient_over_the_clip_norm_counts_as_one_of_that_norm()
    {
        using var scope = NewDisposeScope();
        using var clipped = new Parameter(zeros(4));
        using var scaled = new Parameter(zeros(4));
        using var first = new AdamW([("w", clipped)], new AdamWOptions(ClipNorm: 1, Epsilon: 1));
        using var second = new AdamW([("w", scaled)], new AdamWOptions(ClipNorm: 0, Epsilon: 1));
        (clipped * 30).sum().backward();
        (scaled * 0.5).sum().backward();

        Assert.Equal(60, first.Step(0), 1e-4);
        Assert.Equal(1, second.Step(0), 1e-6);
        Assert.True(clipped.allclose(scaled, 1e-6, 1e-9));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_touches_nothing_and_is_reported(float bad)
    {
        using var scope = NewDisposeScope();
        using var weight = new Parameter(ones(20));
        using var adam = new AdamW([("w", weight)], new AdamWOptions());
        (weight * bad).sum().backward();

        Assert.False(double.IsFinite(adam.Step(0)));
        Assert.All(weight.data<float>(), w => Assert.Equal(1f, w));
        Assert.All(adam.State(), s => Assert.Equal(0f, s.Value.abs().max().item<float>()));
        Assert.Equal(0f, weight.grad!.abs().max().item<float>());
    }

    [Fact]
    public void The_rate_warms_up_linearly_and_falls_along_a_cosine()
    {
        var options = new AdamWOptions(LearningRate: 1, WarmUp: 4, CosineSteps: 14);
        Assert.Equal([0.25, 0.5, 0.75, 1], Enumerable.Range(0, 4).Select(s => options.RateAt(s)));
        Assert.Equal(0.5, options.RateAt(9), 1e-12);
        Assert.Equal(0, options.RateAt(14), 1e-12);
        Assert.Equal(0, options.RateAt(1000), 1e-12);
        Assert.Equal(1, new AdamWOptions(LearningRate: 1, WarmUp: 4).RateAt(1_000_000));
    }

    [Fact]
    public void A_parameter_of_another_type_is_refused_by_name()
    {
        using var weight = new Parameter(zeros(3, ScalarType.Float64));
        var error = Assert.Throws<ArgumentException>(() => new AdamW([("odd", weight)], new AdamWOptions()));
        Assert.Contains("odd", error.Message, StringComparison.Ordinal);
    }

    private static void Backward(Parameter weight, int step) =>
        (weight.square() + (weight * cos(arange(weight.numel(), dtype: ScalarType.Float32) + step))).sum().backward();
}
