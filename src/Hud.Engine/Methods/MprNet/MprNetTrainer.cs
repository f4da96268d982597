using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Trains MPRNet to give a crop's spectra from its colours.</summary>
internal sealed class MprNetTrainer : ITrainer
{
    private readonly ModelHeader _header;
    private readonly ColourPicture _picture;
    private readonly MprNetwork _network;
    private readonly DataParallel<MprNetwork> _shares;
    private readonly AdamW _adam;
    private readonly RestorationLoss _loss;
    private readonly CropPairs _batch;

    public MprNetTrainer(MprNetOptions options, Scene scene, TrialSpec spec)
    {
        var seed = new SeedTree(spec.Seed);
        var (size, bands, budget) = (MprNetSize.Parse(options.Preset), scene.Cube.Bands, spec.Budget);
        _header = new(ModelHeader.CurrentVersion, spec, SceneFacts.Of(scene));
        _picture = ColourPicture.Of(scene);
        _batch = new(
            scene.Cube, _picture, new Patches(scene, budget.Crop, options.Augment), seed, budget.Batch, spec.Threads);
        _network = new(size, bands, lifts: true);
        _network.Initialise(seed.Derive("weights"));
        _network.PlacedNetwork();
        _shares = new(_network, () => new(size, bands, lifts: true), spec.Threads);
        _loss = new(budget.Crop, options.EdgeWeight);
        _adam = new(_network.named_parameters(), Schedule(options, budget.Iterations));
    }

    public double Step(long step)
    {
        _batch.Fill(step);
        var loss = _shares.Backward(_batch.Colours.shape[0], (network, first, count) =>
            _loss.Of(
                network.forward(_batch.Colours.narrow(0, first, count).Placed()), _batch.Spectra.narrow(0, first, count).Placed()));
        var norm = _adam.Step(step);
        return double.IsFinite(norm) ? loss : double.NaN;
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(_network, MprNetGenerator.NetworkPrefix).Concat(_adam.State()).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public ModelFile Export() => new(
        _header,
        TrainableState.Copies(TrainableState.Of(_network, MprNetGenerator.NetworkPrefix)).Concat(_picture.Tensors()).ToDictionary());

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_shares, _batch, _loss, _adam, _network]) part.Dispose();
    }

    /// <summary>A linear rise, then half a cosine down to the final rate.</summary>
    internal static AdamWOptions Schedule(MprNetOptions options, long iterations)
    {
        var warmUp = (long)Math.Round(options.WarmupShare * iterations);
        var floor = options.FinalRate / options.LearningRate;
        double Factor(long step)
        {
            var progress = Math.Clamp((step - warmUp) / Math.Max(1.0, iterations - 1 - warmUp), 0, 1);
            return floor + ((1 - floor) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
        }

        return new(LearningRate: options.LearningRate, ClipNorm: options.ClipNorm, WarmUp: warmUp, Factor: Factor);
    }
}
