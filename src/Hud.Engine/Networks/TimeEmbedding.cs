using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Sinusoidal embedding of the noise level (Ho et al. 2020, after Vaswani et al. 2017).</summary>
public static class TimeEmbedding
{
    /// <param name="t">(n), float32.</param>
    /// <param name="width">Even, at least 4.</param>
    /// <param name="endpoint">Whether the slowest frequency is 10000^-1 itself (Ho et al.) or the step before it (SR3).</param>
    /// <returns>(n, width): sines of t * 10000^(-i / (width / 2 - 1)), or of t * 10000^(-i / (width / 2)), then cosines.</returns>
    public static Tensor Of(Tensor t, int width, bool endpoint = true)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 4);
        var half = width / 2;
        var frequencies = arange(Number.Of(half), dtype: ScalarType.Float32, device: t.device).mul(Number.Of(-Math.Log(10000) / (endpoint ? half - 1 : half))).exp();
        var angles = t.to(ScalarType.Float32).unsqueeze(1) * frequencies.unsqueeze(0);
        return cat([angles.sin(), angles.cos()], 1);
    }
}
