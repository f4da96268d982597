using System.Collections.Immutable;
using System.Globalization;
using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods.Gan;

/// <summary>Wasserstein GAN with gradient penalty (Gulrajani et al. 2017) on crops with all their bands. An iteration of the
/// budget is a step of the generator. Samplers have no say: an image is one pass.</summary>
public sealed class GanMethod : IMethod
{
    internal const string MethodName = "gan";
    internal const string GeneratorPrefix = "generator.";

    public string Name => MethodName;

    public string Title => "GAN";

    public Type Options => typeof(GanOptions);

    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OptionBinding.Text(OptionBinding.Bind<GanOptions>(Name, options).Resolved());
    }

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        OptionBinding.Bind<GanOptions>(Name, spec.Options);
        ThreeHalvings.RequireDivides(Name, spec.Budget.Crop);
        if (spec.Budget.Batch < 2)
            throw new InputException("batch", null, spec.Budget.Batch.ToString(CultureInfo.InvariantCulture),
                $"must be at least 2: the generator of method {Name} normalises by its batch");
    }

    public ITrainer Create(PreparedScene scene, TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Check(spec);
        return new GanTrainer(OptionBinding.Bind<GanOptions>(Name, spec.Options).Resolved(), scene.Scene, spec);
    }

    public IGenerator Load(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (spec, bands) = (model.Header.Spec, model.Header.Scene.Bands);
        var options = OptionBinding.Bind<GanOptions>(Name, spec.Options).Resolved();
        var scaling = AffineScaling.Of(model);
        var network = GanNetworks.Generator(options, bands, spec.Budget.Crop);
        TrainableState.RestoreNetwork(network, GeneratorPrefix, model.Tensors);
        network.PlacedNetwork();
        network.eval();
        return new LatentGenerator(network, options.NoiseSize, bands, spec.Budget.Crop, scaling);
    }
}
