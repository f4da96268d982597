using Hud.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>First weights by other rules than <see cref="Nn.Initialise"/>, for networks that were published with them. As
/// there, equal seeds give equal bits whatever torch's own generator did.</summary>
public static class Initialisation
{
    /// <summary>PyTorch's default for convolutions: weight and bias uniform in +-1 / sqrt(fan in).</summary>
    /// <param name="network">Convolutions, each bias right after its weight.</param>
    /// <param name="except">Name of a parameter that is none of a convolution's and stays as it is.</param>
    public static void FanIn(nn.Module network, SeedTree seed, string? except = null)
    {
        var bound = 0.0;
        Each(network, seed, except, (_, parameter, random) =>
        {
            if (parameter.dim() > 1) bound = 1 / Math.Sqrt(parameter.numel() / (double)parameter.shape[0]);
            Fill(parameter, () => bound * ((2 * random.NextDouble()) - 1));
        });
    }

    /// <summary>Every weight matrix and kernel (as out x rest) orthogonal (Saxe et al. 2014), every bias zero; normalisations
    /// stay as they are.</summary>
    public static void Orthogonal(nn.Module network, SeedTree seed) => Each(network, seed, null, (name, parameter, random) =>
    {
        if (name.EndsWith(".bias", StringComparison.Ordinal)) parameter.zero_();
        if (parameter.dim() < 2) return;
        Fill(parameter, random.NextGaussian);
        var rows = parameter.shape[0];
        var matrix = parameter.reshape(rows, -1);
        var wide = matrix.shape[1] > rows;
        var (q, r) = linalg.qr(wide ? matrix.t() : matrix);
        // The signs make the draw uniform over all orthogonal matrices.
        q = q * r.diagonal().sign();
        parameter.copy_((wide ? q.t() : q).reshape(parameter.shape));
    });

    private static void Each(nn.Module network, SeedTree seed, string? except, Action<string, Tensor, RandomStream> fill)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var index = 0L;
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name == except) continue;
            using var inner = NewDisposeScope();
            fill(name, parameter, seed.Derive("init", index++).Stream());
        }
    }

    private static void Fill(Tensor target, Func<double> draw)
    {
        var values = new float[target.numel()];
        for (var i = 0; i < values.Length; i++) values[i] = (float)draw();
        target.copy_(tensor(values, target.shape));
    }
}
