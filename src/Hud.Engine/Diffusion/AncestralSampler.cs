using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>Algorithm 2 with its bracket mended: 1 / sqrt(alpha_t) scales the whole mean (eq. 14), and the last step
/// adds no noise. Fewer steps than T walk through the joint posterior of the steps they visit.</summary>
public static class AncestralSampler
{
    /// <returns>x_0, float32 [images, ...], to be disposed by the caller.</returns>
    /// <param name="progress">Told the number of finished network calls; may throw to abandon the run.</param>
    public static Tensor Sample(
        DiffusionModel model, SampleNoise noise, int steps, SigmaChoice sigma, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var grid = TimeGrid.Uniform(model.Schedule, steps);
        return Walk.Run(model, noise, grid, progress, (t, s) =>
        {
            var posterior = model.Schedule.Posterior(t, s);
            var mean = (posterior.X0 * model.Prediction.Data(model.Schedule, t)) + new Combination(posterior.Xt, 0);
            return (mean, Math.Sqrt(sigma is SigmaChoice.Beta ? posterior.Beta : posterior.Variance));
        });
    }
}
