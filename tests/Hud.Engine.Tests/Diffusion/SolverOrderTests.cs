using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Diffusion;

/// <summary>For Gaussian data the probability-flow ODE is linear with a known solution, so the samplers that solve it
/// can be held to their order of convergence.</summary>
public sealed class SolverOrderTests
{
    private const double Mean = 1.5, Variance = 0.3;
    private static readonly NoiseSchedule Fine = NoiseSchedule.Linear(40_000, 1e-4 / 40, 0.02 / 40);

    public SolverOrderTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Ddim_converges_with_first_order()
    {
        var (coarse, fine) = (Error(20, false), Error(80, false));
        Assert.InRange(Math.Log(coarse / fine, 4), 0.8, 1.3);
    }

    [Fact]
    public void Dpm_solver_converges_with_second_order()
    {
        var (coarse, fine) = (Error(20, true), Error(80, true));
        Assert.InRange(Math.Log(coarse / fine, 4), 1.7, 2.5);
    }

    [Fact]
    public void Dpm_solver_with_twenty_calls_beats_ddim_with_a_hundred() =>
        Assert.True(Error(20, true) < Error(100, false), $"{Error(20, true)} against {Error(100, false)}");

    /// <summary>Largest distance from the exact solution over some starting points.</summary>
    private static double Error(int steps, bool dpm)
    {
        var model = new AnalyticModel(Fine, new AnalyticModel.Component(1, [Mean], [Variance])).AsDiffusionModel(Prediction.Epsilon);
        var noise = new SampleNoise(new SeedTree(3), 0, 1, 64, 1);
        using var start = noise.Start(Fine);
        using var end = dpm ? DpmSolverPlusPlus2M.Sample(model, noise, steps) : DdimSampler.Sample(model, noise, steps);
        var (from, to) = (start.data<float>().ToArray(), end.data<float>().ToArray());
        var last = dpm ? TimeGrid.LogSignalToNoise(Fine, steps)[^2] : TimeGrid.Uniform(Fine, steps)[^2];
        return Enumerable.Range(0, 64).Max(i => Math.Abs(to[i] - (dpm ? Denoised(from[i], last) : Flow(from[i], 0))));
    }

    /// <summary>Exact solution at t: x_t - a_t m scales like the marginal's standard deviation.</summary>
    private static double Flow(double start, int t)
    {
        double Deviation(int u) => Math.Sqrt((Fine.AlphaBar(u) * Variance) + Fine.Noise(u));
        var standard = (start - (Math.Sqrt(Fine.AlphaBar(Fine.Steps)) * Mean)) / Deviation(Fine.Steps);
        return (Math.Sqrt(Fine.AlphaBar(t)) * Mean) + (Deviation(t) * standard);
    }

    /// <summary>The exact solution at the last visited step, then the data prediction that both end with.</summary>
    private static double Denoised(double start, int t)
    {
        var (a, n) = (Math.Sqrt(Fine.AlphaBar(t)), Fine.Noise(t));
        return Mean + (a * Variance / ((a * a * Variance) + n) * (Flow(start, t) - (a * Mean)));
    }
}
