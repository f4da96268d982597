using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Diffusion;

public sealed class SamplerTests
{
    private const int Samples = 4000;
    private static readonly NoiseSchedule Schedule = NoiseSchedule.Linear();

    private static readonly AnalyticModel Gaussian =
        new(Schedule, new AnalyticModel.Component(1, [2, -1, 0.5], [0.25, 4, 0.09]));

    private static readonly AnalyticModel Mixture = new(Schedule,
        new AnalyticModel.Component(0.3, [-2, 1], [0.05, 0.2]), new AnalyticModel.Component(0.7, [1.5, 0], [0.1, 0.02]));

    public SamplerTests() => TorchRuntime.Ensure(1);

    public static TheoryData<string, int, Prediction, SigmaChoice> Walks => new()
    {
        { "ddpm", 1000, Prediction.Epsilon, SigmaChoice.Posterior },
        { "ddpm", 1000, Prediction.Epsilon, SigmaChoice.Beta },
        { "ddpm", 500, Prediction.V, SigmaChoice.Posterior },
        { "ddim", 200, Prediction.Epsilon, SigmaChoice.Posterior },
        { "ddim", 200, Prediction.V, SigmaChoice.Posterior },
        { "dpm", 60, Prediction.Epsilon, SigmaChoice.Posterior },
        { "dpm", 60, Prediction.V, SigmaChoice.Posterior },
    };

    [Theory]
    [MemberData(nameof(Walks))]
    public void Sampler_recovers_a_Gaussian_in_mean_and_covariance(
        string sampler, int steps, Prediction prediction, SigmaChoice sigma) =>
        AssertMoments(Gaussian, Run(Gaussian, sampler, steps, prediction, sigma));

    [Theory]
    [MemberData(nameof(Walks))]
    public void Sampler_recovers_a_mixture_in_mean_covariance_and_weights(
        string sampler, int steps, Prediction prediction, SigmaChoice sigma)
    {
        var samples = Run(Mixture, sampler, steps, prediction, sigma);
        AssertMoments(Mixture, samples);
        var share = Enumerable.Range(0, Samples).Count(i => samples[i * 2] < -0.5) / (double)Samples;
        Assert.Equal(0.3, share, 4.5 * Math.Sqrt(0.3 * 0.7 / Samples));
    }

    [Fact]
    public void Ancestral_sampler_on_one_point_of_data_ends_exactly_there()
    {
        var point = new AnalyticModel(Schedule, new AnalyticModel.Component(1, [3, -7], [0, 0]));
        var samples = Run(point, "ddpm", 50, Prediction.Epsilon, SigmaChoice.Posterior);
        for (var i = 0; i < Samples; i++)
        {
            Assert.Equal(3, samples[2 * i], 2e-4f);
            Assert.Equal(-7, samples[(2 * i) + 1], 2e-4f);
        }
    }

    [Fact]
    public void Ancestral_variances_follow_their_closed_recursion_even_with_five_steps()
    {
        // A linear denoiser keeps a Gaussian Gaussian: v_s = (c_0 g_t + c_t)^2 v_t + sigma^2 with g the posterior gain.
        const double variance = 0.5;
        var model = new AnalyticModel(Schedule, new AnalyticModel.Component(1, [0], [variance]));
        foreach (var sigma in Enum.GetValues<SigmaChoice>())
        {
            var v = 1.0;
            var grid = TimeGrid.Uniform(Schedule, 5);
            for (var k = 0; k < 5; k++)
            {
                var (t, s) = (grid[k], grid[k + 1]);
                var posterior = Schedule.Posterior(t, s);
                var (a, n) = (Math.Sqrt(Schedule.AlphaBar(t)), Schedule.Noise(t));
                var gain = a * variance / ((a * a * variance) + n);
                v *= Math.Pow((posterior.X0 * gain) + posterior.Xt, 2);
                if (s > 0) v += sigma is SigmaChoice.Beta ? posterior.Beta : posterior.Variance;
            }

            var samples = Run(model, "ddpm", 5, Prediction.Epsilon, sigma);
            Assert.Equal(v, samples.Average(x => (double)x * x), 4.5 * v * Math.Sqrt(2.0 / Samples));
        }
    }

    [Fact]
    public void Ddim_with_full_eta_is_the_ancestral_sampler()
    {
        var noise = new SampleNoise(new SeedTree(5), 0, 1, 50, 3);
        using var ddim = DdimSampler.Sample(Gaussian.AsDiffusionModel(Prediction.Epsilon), noise, 40, eta: 1);
        using var ancestral = AncestralSampler.Sample(
            Gaussian.AsDiffusionModel(Prediction.Epsilon), noise, 40, SigmaChoice.Posterior);
        Assert.True(ddim.allclose(ancestral, 1e-4, 1e-4));
    }

    [Fact]
    public void Unknown_sampler_and_too_many_steps_are_refused_with_a_hint()
    {
        var unknown = Assert.Throws<InputException>(() => Samplers.Check(new(1, "dppm", 10), Schedule));
        Assert.Contains("did you mean 'ddpm'?", unknown.Message, StringComparison.Ordinal);
        var steps = Assert.Throws<InputException>(() => Samplers.Check(new(1, "ddim", 1001), Schedule));
        Assert.Contains("1 .. 1000", steps.Message, StringComparison.Ordinal);
    }

    private static float[] Run(AnalyticModel model, string sampler, int steps, Prediction prediction, SigmaChoice sigma)
    {
        var noise = new SampleNoise(new SeedTree(20260), 0, 1, Samples, model.Dimensions);
        using var x = Samplers.Sample(
            new Sampling(1, sampler, steps), model.AsDiffusionModel(prediction), noise, sigma);
        return x.data<float>().ToArray();
    }

    /// <summary>Four and a half standard errors of the exact distribution, plus 1.5 % for the finite step.</summary>
    private static void AssertMoments(AnalyticModel model, float[] samples)
    {
        var n = model.Dimensions;
        double Average(Func<int, double> f) => Enumerable.Range(0, Samples).Average(f);
        for (var d = 0; d < n; d++)
        {
            var scale = Math.Sqrt(model.Covariance(d, d));
            Assert.Equal(model.Mean(d), Average(i => samples[(i * n) + d]), (4.5 * scale / Math.Sqrt(Samples)) + (0.01 * scale));
            for (var e = 0; e <= d; e++)
            {
                var both = scale * Math.Sqrt(model.Covariance(e, e));
                var covariance = Average(i => (samples[(i * n) + d] - model.Mean(d)) * (samples[(i * n) + e] - model.Mean(e)));
                Assert.Equal(model.Covariance(d, e), covariance, (4.5 * both * Math.Sqrt(2.0 / Samples)) + (0.015 * both));
            }
        }
    }
}
