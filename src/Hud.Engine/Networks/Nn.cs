using Hud.Engine.Native;
using Hud.Engine.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Where layers that TorchSharp leaves uninitialised get their first values, and networks their first weights.</summary>
public static class Nn
{
    /// <summary>Group normalisation with weight one and bias zero: TorchSharp 0.107 leaves both uninitialised.</summary>
    public static GroupNorm GroupNorm(int groups, int channels)
    {
        var layer = nn.GroupNorm(groups, channels);
        using var _ = no_grad();
        layer.weight!.fill_(Number.Of(1));
        layer.bias!.zero_();
        return layer;
    }

    /// <summary>Fills every weight matrix and kernel from <paramref name="seed"/> by variance scaling (fan average,
    /// uniform; Ho et al. 2020), every bias with zero; one-dimensional "weight" (normalisation) stays as it is, and so
    /// do <paramref name="zeros"/>, which become zero. Equal seeds give equal bits whatever torch's own generator did.</summary>
    /// <param name="zeros">Full names of modules whose weight starts at zero.</param>
    public static void Initialise(nn.Module network, SeedTree seed, IReadOnlySet<string>? zeros = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var index = 0L;
        foreach (var (name, parameter) in network.named_parameters())
        {
            var owner = name[..Math.Max(0, name.LastIndexOf('.'))];
            if (name.EndsWith(".bias", StringComparison.Ordinal) || zeros?.Contains(owner) == true) parameter.zero_();
            else if (parameter.dim() > 1) FillUniform(parameter, seed.Derive("init", index));
            index++;
        }
    }

    private static void FillUniform(Tensor weight, SeedTree seed)
    {
        var shape = weight.shape;
        var receptive = 1L;
        for (var i = 2; i < shape.Length; i++) receptive *= shape[i];
        var fanAverage = (shape[0] + shape[1]) * receptive / 2.0;
        var bound = Math.Sqrt(3 / fanAverage);
        var stream = seed.Stream();
        var values = new float[weight.numel()];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(bound * ((2 * stream.NextDouble()) - 1));
        weight.copy_(tensor(values, shape));
    }
}
