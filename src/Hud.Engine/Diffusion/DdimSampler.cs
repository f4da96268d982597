using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>DDIM (Song et al. 2021, eq. 12): eta = 0 follows the probability-flow ODE, eta = 1 is the ancestral
/// sampler with the posterior's variance.</summary>
public static class DdimSampler
{
    /// <inheritdoc cref="AncestralSampler.Sample"/>
    /// <param name="eta">0 .. 1, the share of fresh noise.</param>
    public static Tensor Sample(
        DiffusionModel model, SampleNoise noise, int steps, double eta = 0, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var schedule = model.Schedule;
        var grid = TimeGrid.Uniform(schedule, steps);
        return Walk.Run(model, noise, grid, progress, (t, s) =>
        {
            var sigma = eta * Math.Sqrt(schedule.Posterior(t, s).Variance);
            var direction = Math.Sqrt(Math.Max(0, schedule.Noise(s) - (sigma * sigma)));
            var mean = (Math.Sqrt(schedule.AlphaBar(s)) * model.Prediction.Data(schedule, t))
                + (direction * model.Prediction.Noise(schedule, t));
            return (mean, sigma);
        });
    }
}
