using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Methods;

/// <summary>The absolute error, smooth at 0 (Charbonnier et al. 1994), with the constant of MPRNet and of UnmixDiff.</summary>
internal static class Charbonnier
{
    /// <summary>Rounds the corner; also the loss of equal images.</summary>
    public const double Epsilon = 1e-3;

    /// <summary>The mean of sqrt(error^2 + epsilon^2), a scalar.</summary>
    public static Tensor Of(Tensor error) => (error.square() + Number.Of(Epsilon * Epsilon)).sqrt().mean();
}
