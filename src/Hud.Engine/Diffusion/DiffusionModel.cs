using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Diffusion;

/// <summary>A denoiser as samplers see it.</summary>
/// <param name="Network">Takes x_t [n, ...] and t [n] (float32, 1 .. T) to a fresh tensor shaped like x_t.</param>
public sealed record DiffusionModel(Func<Tensor, Tensor, Tensor> Network, NoiseSchedule Schedule, Prediction Prediction)
{
    /// <summary>The network's output at one t for every image.</summary>
    internal Tensor Predict(Tensor x, int t)
    {
        using var times = full([x.shape[0]], Number.Of(t), ScalarType.Float32, x.device);
        return Network(x, times);
    }
}
