using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>First weights of both networks.</summary>
internal static class Rectified
{
    /// <summary>A function of <paramref name="seed"/> alone. Kernels get twice the usual variance (He et al. 2015), since a
    /// rectifier halves it; those of shortcuts, which meet none, do not.</summary>
    public static void Initialise(nn.Module network, SeedTree seed)
    {
        Nn.Initialise(network, seed);
        using var _ = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
            if (parameter.dim() == 4 && !name.Contains("shortcut", StringComparison.Ordinal)) parameter.mul_(Math.Sqrt(2));
    }
}
