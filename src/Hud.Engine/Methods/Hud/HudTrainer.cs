using Hud.Engine.Diffusion;
using Hud.Engine.Native;
using Hud.Engine.Networks;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Hud;

/// <summary>Algorithm 1 with Adam and averaged weights. The abundances of the whole scene are projected once, so that a
/// step only gathers crops.</summary>
internal sealed class HudTrainer : ITrainer
{
    private readonly HudOptions _options;
    private readonly LatentSpace _space;
    private readonly ModelHeader _header;
    private readonly SeedTree _seed;
    private readonly UNet _network;
    private readonly DataParallel<UNet>? _shares;
    private readonly AdamW _adam;
    private readonly Ema _ema;
    private readonly NoisyBatch _batch;

    public HudTrainer(HudOptions options, LatentSpace space, LatentMap map, Scene scene, TrialSpec spec)
    {
        (_options, _space) = (options, space);
        _header = new(ModelHeader.CurrentVersion, spec, SceneFacts.Of(scene));
        _seed = new SeedTree(spec.Seed);
        _batch = new(
            map, new Patches(scene, spec.Budget.Crop, options.Augment), HudNetwork.Schedule(options), options, _seed,
            spec.Budget.Batch, spec.Threads);
        _network = HudNetwork.Build(options, map.Channels);
        _network.Initialise(_seed.Derive("weights"));
        _network.PlacedNetwork();
        _network.train();
        if (options.Dropout == 0) _shares = new(_network, () => HudNetwork.Build(options, map.Channels), spec.Threads);
        _adam = new(_network.named_parameters(), new AdamWOptions(
            LearningRate: options.LearningRate, ClipNorm: options.ClipNorm, WarmUp: options.Warmup,
            CosineSteps: options.Anneal ? spec.Budget.Iterations : 0));
        _ema = new(_network.named_parameters(), options.EmaDecay);
    }

    public double Step(long step)
    {
        _batch.Fill(step);
        var loss = _shares is null
            ? SeededDropout.Backward(_seed, step, () => MeanLoss(_network, 0, _batch.Size))
            : _shares.Backward(_batch.Size, MeanLoss);
        var norm = _adam.Step(step);
        _ema.Update(step);
        return double.IsFinite(norm) ? loss : double.NaN;
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(_network, HudGenerator.NetworkPrefix).Concat(_ema.State()).Concat(_adam.State()).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public ModelFile Export()
    {
        var tensors = TrainableState.Copies(_ema.State(HudGenerator.NetworkPrefix));
        foreach (var (name, tensor) in HudGenerator.TensorsOf(_space)) tensors.Add(name, tensor);
        return new(_header, tensors);
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable?[])[_shares, _batch, _ema, _adam, _network]) part?.Dispose();
    }

    /// <summary>Eq. 15, weighted, over some images of the batch.</summary>
    private Tensor MeanLoss(UNet network, long first, long count)
    {
        Tensor Share(Tensor all) => all.narrow(0, first, count).Placed();
        var error = network.forward(Share(_batch.Noisy), Share(_batch.Times)) - Share(_batch.Target);
        return (error.square().mean([1, 2, 3]) * Share(_batch.Weights)).mean();
    }
}
