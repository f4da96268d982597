using Hud.Engine.Methods.Hud;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Metrics.Features;

/// <summary>A small network from a crop to its class: standardised bands, one linear map of spectra, three strided convolutions,
/// statistics over the crop, the feature layer, the classes.</summary>
internal sealed class ClassifierNetwork : nn.Module<Tensor, (Tensor Features, Tensor Logits)>
{
    private const int SpectralWidth = 32;
    private const int Groups = 8;

    private static readonly int[] Widths = [32, 64, 64];

    private readonly Tensor mean;
    private readonly Tensor inverseDeviation;
    private readonly Tensor centre;
    private readonly Tensor inverseSpread;
    private readonly Linear spectral;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> spatial = new();
    private readonly Linear feature;
    private readonly Linear head;

    /// <param name="features">Outputs of the feature layer.</param>
    public ClassifierNetwork(int bands, int features, int classes) : base(nameof(ClassifierNetwork))
    {
        (mean, inverseDeviation) = (zeros(bands), ones(bands));
        (centre, inverseSpread) = (zeros(features), ones(features));
        spectral = nn.Linear(bands, SpectralWidth);
        var width = SpectralWidth;
        foreach (var next in Widths)
        {
            spatial.Add(new Conv2d(width, next, 3, Networks.Precision.Fp32, stride: 2));
            spatial.Add(Nn.GroupNorm(Groups, next));
            width = next;
        }

        feature = nn.Linear((2 * SpectralWidth) + width, features);
        head = nn.Linear(features, classes);
        RegisterComponents();
    }

    /// <summary>Fresh weights, a function of <paramref name="seed"/> and the bands' statistics alone.</summary>
    public void Initialise(SeedTree seed, Standardisation bands)
    {
        Nn.Initialise(this, seed);
        Set(mean, inverseDeviation, bands);
    }

    /// <summary>From here on the features have these statistics taken out: distances between crops then have a unit that
    /// neither the scene nor the chance of training changes. Classes stay as they are.</summary>
    public void Standardise(Standardisation features) => Set(centre, inverseSpread, features);

    /// <param name="crops">(n, rows, cols, bands), the layout of a cube.</param>
    /// <returns>(n, features) and (n, classes).</returns>
    public override (Tensor Features, Tensor Logits) forward(Tensor crops)
    {
        using var scope = NewDisposeScope();
        // Standardising the weights instead of the pixels gives the same and saves a pass over all bands.
        var weight = spectral.weight * inverseDeviation;
        var h = nn.functional.silu(nn.functional.linear(crops, weight, spectral.bias! - weight.matmul(mean)));
        // Group normalisation forgets how bright and how varied a crop is: mean and deviation before it do not.
        var (level, variation) = (h.mean([1, 2]), (h.var([1, 2], unbiased: false) + Number.Of(1e-4)).sqrt());
        h = h.permute(0, 3, 1, 2);
        foreach (var layer in spatial)
            h = layer is GroupNorm ? nn.functional.silu(layer.forward(h)) : layer.forward(h);
        // Not bounded: noise would saturate a bounded layer just where crops of some class do, and pass for them.
        var features = nn.functional.silu(feature.forward(cat([level, variation, h.mean([2, 3])], 1)));
        return (((features - centre) * inverseSpread).MoveToOuterDisposeScope(), head.forward(features).MoveToOuterDisposeScope());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var buffer in (Tensor[])[mean, inverseDeviation, centre, inverseSpread]) buffer.Dispose();
        base.Dispose(disposing);
    }

    private static void Set(Tensor mean, Tensor inverse, Standardisation statistics)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        mean.copy_(tensor(statistics.Mean, ScalarType.Float32));
        inverse.copy_(tensor([.. statistics.Deviation.Select(d => 1 / d)], ScalarType.Float32));
    }
}
