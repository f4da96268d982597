using System.Collections.Immutable;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Convolutions from bands to abundances (softmax), and a linear decoder back whose kernel is the endmembers.</summary>
internal sealed class UnmixingAutoencoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d first;
    private readonly ModuleList<SpectralGroup> groups = new();
    private readonly Conv2d decoder;
    private readonly ImmutableArray<int> _inputs;

    /// <param name="bands">Of the image that is reconstructed.</param>
    /// <param name="inputs">0-based bands that the encoder sees; empty for all.</param>
    public UnmixingAutoencoder(int bands, ImmutableArray<int> inputs, int endmembers, UnmixDiffPreset preset)
        : base(nameof(UnmixingAutoencoder))
    {
        _inputs = inputs;
        first = new Conv2d(inputs.IsEmpty ? bands : inputs.Length, preset.Widths[0], 3, Precision.Fp32);
        foreach (var (from, to) in preset.Widths.Zip(preset.Widths.Skip(1).Append(endmembers)))
            groups.Add(new SpectralGroup(from, to, preset.Blocks));
        decoder = new Conv2d(endmembers, bands, 1, Precision.Fp32, hasBias: false);
        RegisterComponents();
    }

    /// <summary>The decoder's kernel, (bands, endmembers, 1, 1).</summary>
    public Tensor Endmembers => decoder.get_parameter("weight")!;

    /// <summary>Fresh weights as PyTorch's convolutions have them, a function of <paramref name="seed"/> alone.</summary>
    public void Initialise(SeedTree seed) => Initialisation.FanIn(this, seed);

    /// <summary>Abundances (n, endmembers, h, w), positive with sum one over the endmembers.</summary>
    /// <param name="y">(n, bands, h, w).</param>
    public Tensor Encode(Tensor y)
    {
        using var scope = NewDisposeScope();
        var seen = _inputs.IsEmpty ? y : cat([.. _inputs.Select(band => y.narrow(1, band, 1))], 1);
        return groups.Aggregate(first.forward(seen), (h, group) => group.forward(h)).softmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>The reconstruction of <paramref name="y"/>, (n, bands, h, w).</summary>
    public override Tensor forward(Tensor y)
    {
        using var X = Encode(y);
        return decoder.forward(X);
    }
}
