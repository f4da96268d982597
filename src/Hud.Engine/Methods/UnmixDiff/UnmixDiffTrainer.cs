using System.Collections.Immutable;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>First the autoencoder, then the denoiser; the step's number alone says whose turn it is, and the state always
/// holds both, so that a resume in either stage is exact.</summary>
internal sealed class UnmixDiffTrainer : ITrainer
{
    private const string AutoencoderPrefix = "autoencoder.";

    private readonly ModelHeader _header;
    private readonly long _autoencoderSteps;
    private readonly CropBatch _crops;
    private readonly AutoencoderStage _autoencoder;
    private readonly DenoiserStage _denoiser;

    /// <param name="inputs">0-based bands that the encoder sees; empty for all.</param>
    public UnmixDiffTrainer(UnmixDiffOptions options, ImmutableArray<int> inputs, Scene scene, TrialSpec spec)
    {
        _header = new(ModelHeader.CurrentVersion, spec, SceneFacts.Of(scene));
        _autoencoderSteps = AutoencoderSteps(options, spec.Budget);
        var (seed, budget, threads) = (new SeedTree(spec.Seed), spec.Budget, spec.Threads);
        _crops = new(scene, new Patches(scene, budget.Crop, options.Augment), options.Form, budget.Batch, threads);
        _autoencoder = new(
            options, () => new(scene.Cube.Bands, inputs, options.Endmembers, UnmixDiffPreset.Of(options)), _crops,
            seed.Derive("autoencoder"), _autoencoderSteps, threads);
        _denoiser = new(
            options, _autoencoder.Network, _crops,
            new(UnmixDiffNetwork.Schedule(options), budget.Batch, options.Endmembers, budget.Crop, threads),
            seed.Derive("denoiser"), threads);
    }

    /// <summary>At least one step for each stage, where there are two.</summary>
    internal static long AutoencoderSteps(UnmixDiffOptions options, Budget budget) =>
        Math.Clamp((long)Math.Round(options.AutoencoderShare * budget.Iterations), 1, Math.Max(1, budget.Iterations - 1));

    public double Step(long step) =>
        step < _autoencoderSteps ? _autoencoder.Step(step) : _denoiser.Step(step - _autoencoderSteps);

    public IReadOnlyDictionary<string, Tensor> State() =>
        _autoencoder.State(AutoencoderPrefix).Concat(_denoiser.State(UnmixDiffGenerator.NetworkPrefix)).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public ModelFile Export()
    {
        var tensors = _denoiser.Weights(UnmixDiffGenerator.NetworkPrefix)
            .Append(new(UnmixDiffGenerator.Endmembers, _autoencoder.Network.Endmembers));
        return new(_header, TrainableState.Copies(tensors));
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_denoiser, _autoencoder, _crops]) part.Dispose();
    }
}
