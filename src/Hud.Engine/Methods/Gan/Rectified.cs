using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>First weights of both networks.</summary>
internal static class Rectified
{
    /// <summary>A function of <paramref name="seed"/> alone. Kernels get twice the usual variance (He et al. 2015), since a
    /// rectifier halves it; those of shortcuts and of the residual generator's output, which meet none, do not. As in the released code
    /// the fan on the small side of a strided kernel counts a quarter: so many of its taps meet a pixel there.</summary>
    public static void Initialise(nn.Module network, SeedTree seed)
    {
        Nn.Initialise(network, seed);
        using var _ = no_grad();
        var strided = network is DcganGenerator or DcganCritic;
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (parameter.dim() != 4 || name == "conv.weight" || name.Contains("shortcut", StringComparison.Ordinal)) continue;
            // The small side is dimension 0 for both: a convolution's outputs, a transposed convolution's inputs.
            var (small, large) = ((double)parameter.shape[0], parameter.shape[1]);
            parameter.mul_(Number.Of(Math.Sqrt(2 * (strided ? (small + large) / ((small / 4) + large) : 1))));
        }
    }
}
