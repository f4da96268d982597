using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Vae;

/// <summary>Maximises the evidence lower bound with Adam, the batch split over threads.</summary>
internal sealed class VaeTrainer : ITrainer
{
    private readonly VaeOptions _options;
    private readonly ModelHeader _header;
    private readonly SeedTree _seed;
    private readonly AffineScaling _scaling;
    private readonly VaeNetwork _network;
    private readonly DataParallel<VaeNetwork> _shares;
    private readonly AdamW _adam;
    private readonly SpectralCrops _crops;
    private readonly Tensor _noise;

    public VaeTrainer(VaeOptions options, Scene scene, TrialSpec spec)
    {
        var (bands, budget) = (scene.Cube.Bands, spec.Budget);
        (_options, _seed) = (options, new SeedTree(spec.Seed));
        _header = new(ModelHeader.CurrentVersion, spec, SceneFacts.Of(scene));
        _scaling = AffineScaling.ToStandard(scene);
        _crops = new(scene, _scaling, budget.Batch, budget.Crop, options.Augment, spec.Threads);
        _noise = zeros(budget.Batch, options.Latent).DetachFromDisposeScope();
        _network = new(options, bands, budget.Crop);
        Nn.Initialise(_network, _seed.Derive("weights"));
        _network.PlacedNetwork();
        _shares = new(_network, () => new(options, bands, budget.Crop), spec.Threads);
        _adam = new(_network.named_parameters(), new AdamWOptions(options.LearningRate, ClipNorm: options.ClipNorm));
    }

    /// <summary>Returns minus the bound on the evidence in nats per value of a standardised image, the divergence weighted as in
    /// this step. It is the logarithm of a density, so it falls below 0 once the likelihood is narrow.</summary>
    public double Step(long step)
    {
        _crops.Fill(i => _seed.Derive("crop", step, i));
        SeededRows.FillGaussian(_noise, i => _seed.Derive("posterior", step, i));
        var weight = _options.DivergenceWeight(step);
        var loss = _shares.Backward(_noise.shape[0], (network, first, count) =>
        {
            var terms = network.forward(
                _crops.Images.narrow(0, first, count).Placed(), _noise.narrow(0, first, count).Placed());
            return ((terms[1] * Number.Of(weight)) - terms[0]).mean();
        });
        return double.IsFinite(_adam.Step(step)) ? loss : double.NaN;
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(_network, "network.").Concat(_adam.State()).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public ModelFile Export()
    {
        using var scope = NewDisposeScope();
        var tensors = TrainableState.Copies(TrainableState.Of(_network.Decoder, VaeMethod.DecoderPrefix));
        tensors.Add(AffineScaling.Name, _scaling.ToTensor());
        return new(_header, tensors);
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_shares, _crops, _noise, _adam, _network]) part.Dispose();
    }
}
