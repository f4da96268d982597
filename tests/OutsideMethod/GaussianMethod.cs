using System.Collections.Immutable;
using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace OutsideMethod;

/// <summary>One Gaussian a band, fitted by maximum likelihood; every pixel is drawn on its own.</summary>
public sealed class GaussianMethod : IMethod
{
    public string Name => "gaussian";

    public string Title => "Gaussian";

    public string Note => "Gaussian draws every pixel on its own, so its images have no layout.";

    public Type Options => typeof(GaussianOptions);

    // "auto" values (int? options that are null) would become numbers here.
    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options) =>
        OptionBinding.Text(OptionBinding.Bind<GaussianOptions>(Name, options));

    public void Check(TrialSpec spec)
    {
        if (spec.Budget.Crop < 2)
            throw new InputException($"method {Name}", "crop", $"{spec.Budget.Crop}", "must be at least 2");
    }

    public ITrainer Create(PreparedScene scene, TrialSpec spec) =>
        new GaussianTrainer(scene.Scene, spec, OptionBinding.Bind<GaussianOptions>(Name, spec.Options));

    public IGenerator Load(ModelFile model) => new GaussianGenerator(model);
}

/// <summary>Each property with [Option] is a hyperparameter: LearningRate is "learning_rate" in experiment files.</summary>
public sealed record GaussianOptions
{
    [Option("Learning rate of Adam", Min = 1e-6, Max = 1)]
    public double LearningRate { get; init; } = 0.05;
}

internal sealed class GaussianNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Parameter mean;
    private readonly Parameter log_deviation;

    public GaussianNetwork(int bands) : base(nameof(GaussianNetwork))
    {
        // Random first weights would come from new SeedTree(spec.Seed).Derive("weights"), never from torch.
        mean = new Parameter(full(bands, 0.5f));
        log_deviation = new Parameter(full(bands, -1f));
        RegisterComponents();
    }

    /// <summary>Negative log-likelihood of pixels x bands, without its constant.</summary>
    public override Tensor forward(Tensor pixels) =>
        (log_deviation + (0.5 * ((pixels - mean) / log_deviation.exp()).square())).mean();
}

internal sealed class GaussianTrainer : ITrainer
{
    private readonly TrialSpec _spec;
    private readonly Scene _scene;
    private readonly Patches _patches;
    private readonly GaussianNetwork _network;
    private readonly AdamW _adam;

    public GaussianTrainer(Scene scene, TrialSpec spec, GaussianOptions options)
    {
        (_scene, _spec) = (scene, spec);
        _patches = new(scene, spec.Budget.Crop);
        _network = new(scene.Cube.Bands);
        _adam = new(_network.named_parameters(), new AdamWOptions(LearningRate: options.LearningRate));
    }

    public double Step(long step)
    {
        using var scope = NewDisposeScope();
        var seed = new SeedTree(_spec.Seed);
        var crops = Enumerable.Range(0, _spec.Budget.Batch)
            .SelectMany(i => _patches.Draw(seed.Derive("crop", step, i)).Take(_scene.Cube, _patches.Size).Data);
        var loss = _network.forward(tensor(crops.ToArray()).reshape(-1, _scene.Cube.Bands));
        loss.backward();
        return double.IsFinite(_adam.Step(step)) ? Number.From(loss) : double.NaN;
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(_network, "").Concat(_adam.State()).ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public ModelFile Export() => new(
        new ModelHeader(ModelHeader.CurrentVersion, _spec, SceneFacts.Of(_scene)),
        TrainableState.Of(_network, "").ToDictionary(p => p.Key, p => p.Value.detach().clone().DetachFromDisposeScope()));

    public void Dispose()
    {
        _adam.Dispose();
        _network.Dispose();
    }
}

internal sealed class GaussianGenerator : IGenerator
{
    private readonly float[] _mean;
    private readonly float[] _deviation;

    public GaussianGenerator(ModelFile model)
    {
        using var network = new GaussianNetwork(model.Header.Scene.Bands);
        var weights = TrainableState.Of(network, "").ToDictionary();
        TrainableState.Restore(weights, model.Tensors);
        _mean = weights["mean"].data<float>().ToArray();
        _deviation = [.. weights["log_deviation"].data<float>().Select(MathF.Exp)];
    }

    public IReadOnlyList<Cube> Generate(GenerationRequest request, int first, int count, Action<double>? progress = null)
    {
        var images = new List<Cube>();
        for (var i = first; i < first + count; i++)
        {
            var image = new Cube(request.Rows, request.Cols, _mean.Length);
            request.Seed.Derive("image", i).Stream().FillGaussian(image.Data);
            for (var k = 0; k < image.Data.Length; k++)
                image.Data[k] = _mean[k % _mean.Length] + (_deviation[k % _mean.Length] * image.Data[k]);
            images.Add(image);
            progress?.Invoke(images.Count / (double)count);
        }

        return images;
    }

    public void Dispose()
    {
        // Nothing native is kept.
    }
}
