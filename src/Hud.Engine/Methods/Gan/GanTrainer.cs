using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>Some steps of the critic, then one of the generator. The critic's batch is split over threads; the generator's
/// cannot be, since its normalisation looks at all images.</summary>
internal sealed class GanTrainer : ITrainer
{
    private readonly GanOptions _options;
    private readonly ModelHeader _header;
    private readonly SeedTree _seed;
    private readonly AffineScaling _scaling;
    private readonly Func<nn.Module<Tensor, Tensor>> _build;
    private readonly nn.Module<Tensor, Tensor> _generator;
    private readonly nn.Module<Tensor, Tensor> _critic;
    private readonly DataParallel<nn.Module<Tensor, Tensor>> _shares;
    private readonly AdamW _generatorAdam;
    private readonly AdamW _criticAdam;
    private readonly Ema _ema;
    private readonly SpectralCrops _real;
    private readonly Tensor _alpha;
    private readonly int _generated;

    public GanTrainer(GanOptions options, Scene scene, TrialSpec spec)
    {
        var (bands, budget) = (scene.Cube.Bands, spec.Budget);
        (_options, _seed) = (options, new SeedTree(spec.Seed));
        _header = new(ModelHeader.CurrentVersion, spec, SceneFacts.Of(scene));
        _scaling = AffineScaling.ToUnitRange(scene);
        _real = new(scene, _scaling, budget.Batch, budget.Crop, options.Augment, spec.Threads);
        _alpha = zeros(budget.Batch, 1, 1, 1).DetachFromDisposeScope();
        _generated = options.Recipe is GanRecipe.Resnet ? 2 * budget.Batch : budget.Batch;

        _build = () => GanNetworks.Generator(options, bands, budget.Crop);
        _generator = _build();
        _critic = GanNetworks.Critic(options, bands, budget.Crop);
        Rectified.Initialise(_generator, _seed.Derive("generator"));
        Rectified.Initialise(_critic, _seed.Derive("critic"));
        _generator.PlacedNetwork();
        _critic.PlacedNetwork();
        _shares = new(_critic, () => GanNetworks.Critic(options, bands, budget.Crop), spec.Threads);

        AdamW Adam(nn.Module network, int stepsEach) => new(network.named_parameters(), new AdamWOptions(
            options.LearningRate!.Value, options.Beta1!.Value, options.Beta2, ClipNorm: options.ClipNorm,
            Factor: options.Decay is true ? step => 1 - (step / stepsEach / (double)budget.Iterations) : null));
        _generatorAdam = Adam(_generator, 1);
        _criticAdam = Adam(_critic, options.CriticSteps);
        _ema = new(_generator.named_parameters(), options.EmaDecay);
    }

    /// <summary>Returns the negative of the critic's mean loss, which Gulrajani et al. plot: their estimate of the Wasserstein
    /// distance between generated and real images, less the penalty. It rises while the critic learns to tell them apart,
    /// then falls towards 0 as the generator catches up.</summary>
    public double Step(long step)
    {
        var (sum, finite) = (0.0, true);
        for (var k = 0; k < _options.CriticSteps; k++)
        {
            sum += CriticStep(step, k);
            finite &= double.IsFinite(_criticAdam.Step((step * _options.CriticSteps) + k));
        }

        GeneratorStep(step);
        finite &= double.IsFinite(_generatorAdam.Step(step));
        _ema.Update(step);
        return finite ? -sum / _options.CriticSteps : double.NaN;
    }

    public IReadOnlyDictionary<string, Tensor> State() =>
        TrainableState.Of(_generator, GanMethod.GeneratorPrefix).Concat(TrainableState.Of(_critic, "critic."))
            .Concat(_ema.State()).Concat(_generatorAdam.State("generator_adam.")).Concat(_criticAdam.State("critic_adam."))
            .ToDictionary();

    public void Load(IReadOnlyDictionary<string, Tensor> state) => TrainableState.Restore(State(), state);

    public ModelFile Export()
    {
        using var scope = NewDisposeScope();
        using var network = _build().PlacedNetwork();
        TrainableState.Restore(
            network.named_parameters().ToDictionary(p => p.name, Tensor (p) => p.parameter), _ema.State("").ToDictionary());
        GanNetworks.Measured(network, _options, _header.Spec.Budget.Crop, _seed);
        var tensors = TrainableState.Copies(TrainableState.Of(network, GanMethod.GeneratorPrefix));
        tensors.Add(AffineScaling.Name, _scaling.ToTensor());
        return new(_header, tensors);
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_shares, _real, _alpha, _ema, _generatorAdam, _criticAdam, _generator, _critic])
            part.Dispose();
    }

    /// <summary>Leaves the gradient of one batch in the critic; returns its loss.</summary>
    private double CriticStep(long step, int k)
    {
        using var scope = NewDisposeScope();
        SeedTree Node(string purpose, long i) => _seed.Derive(purpose, step, k, i);
        _real.Fill(i => Node("crop", i), _options.Dequantisation!.Value, i => Node("dequantisation", i));
        SeededRows.FillUniform(_alpha, i => Node("between", i));
        Tensor generated;
        using (no_grad()) generated = Generated(_alpha.shape[0], i => Node("critic-noise", i));
        return _shares.Backward(_alpha.shape[0], (critic, first, count) =>
        {
            Tensor Share(Tensor all) => all.narrow(0, first, count);
            return CriticLoss.Of(critic, Share(_real.Images).Placed(), Share(generated), Share(_alpha).Placed(), _options.Penalty);
        });
    }

    /// <summary>Leaves the gradient of one batch in the generator, and none in the critic.</summary>
    private void GeneratorStep(long step)
    {
        using var scope = NewDisposeScope();
        foreach (var weight in _critic.parameters()) weight.requires_grad = false;
        var score = _critic.forward(Generated(_generated, i => _seed.Derive("noise", step, i))).mean();
        (-score).backward();
        foreach (var weight in _critic.parameters()) weight.requires_grad = true;
    }

    private Tensor Generated(long count, Func<long, SeedTree> noise)
    {
        var z = empty(count, _options.NoiseSize);
        SeededRows.FillGaussian(z, noise);
        return _generator.forward(z.Placed());
    }
}
