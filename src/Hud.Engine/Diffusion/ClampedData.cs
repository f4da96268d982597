using Hud.Engine.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>Samplers that hold the estimate of x_0 inside the range of the data, as most image diffusion code does.</summary>
public static class ClampedData
{
    /// <summary>The same model, its answer exchanged for the noise that belongs to the clamped x_0.</summary>
    /// <param name="model">Must predict <see cref="Prediction.Epsilon"/>.</param>
    /// <param name="bound">x_0 lies in +-bound.</param>
    public static DiffusionModel WithData(this DiffusionModel model, double bound)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Prediction is not Prediction.Epsilon)
            throw new ArgumentException("only epsilon is handled", nameof(model));
        return model with
        {
            Network = (x, t) =>
            {
                using var scope = NewDisposeScope();
                var step = (int)Number.From(t[0]);
                var estimate = model.Prediction.Data(model.Schedule, step);
                var (a, s) = (Math.Sqrt(model.Schedule.AlphaBar(step)), Math.Sqrt(model.Schedule.Noise(step)));
                var data = (model.Network(x, t) * Number.Of(estimate.Output)).add_(x, alpha: Number.Of(estimate.X))
                    .clamp_(Number.Of(-bound), Number.Of(bound));
                return data.mul_(Number.Of(-a / s)).add_(x, alpha: Number.Of(1 / s)).MoveToOuterDisposeScope();
            },
        };
    }
}
