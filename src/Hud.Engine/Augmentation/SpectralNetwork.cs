using Hud.Engine.Methods.Hud;
using Hud.Engine.Networks;
using Hud.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Augmentation;

/// <summary>From a spectrum to its class: standardised bands, one hidden layer, the classes.</summary>
internal sealed class SpectralNetwork : nn.Module<Tensor, Tensor>
{
    private const int Width = 64;

    private readonly Tensor mean;
    private readonly Tensor inverseDeviation;
    private readonly Linear hidden;
    private readonly Linear head;

    public SpectralNetwork(Standardisation bands, int classes, SeedTree seed) : base(nameof(SpectralNetwork))
    {
        mean = tensor(bands.Mean, ScalarType.Float32).DetachFromDisposeScope();
        inverseDeviation = tensor([.. bands.Deviation.Select(d => 1 / d)], ScalarType.Float32).DetachFromDisposeScope();
        hidden = nn.Linear(bands.Channels, Width);
        head = nn.Linear(Width, classes);
        RegisterComponents();
        Nn.Initialise(this, seed);
    }

    /// <param name="spectra">(n, bands).</param>
    /// <returns>Logits, (n, classes).</returns>
    public override Tensor forward(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        return head.forward(nn.functional.silu(hidden.forward((spectra - mean) * inverseDeviation))).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var buffer in (Tensor[])[mean, inverseDeviation]) buffer.Dispose();
        base.Dispose(disposing);
    }
}
