using System.Collections.Immutable;
using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Native;
using Hud.Engine.Training;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods.Vae;

/// <summary>Variational autoencoder (Kingma and Welling 2014) on crops with all their bands. Generated images are the
/// decoder's means; samplers have no say.</summary>
public sealed class VaeMethod : IMethod
{
    internal const string MethodName = "vae";
    internal const string DecoderPrefix = "decoder.";

    public string Name => MethodName;

    public string Title => "VAE";

    public Type Options => typeof(VaeOptions);

    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var bound = OptionBinding.Bind<VaeOptions>(Name, options);
        return OptionBinding.Text(bound with { LatentSize = bound.Latent });
    }

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        OptionBinding.Bind<VaeOptions>(Name, spec.Options);
        ThreeHalvings.RequireDivides(Name, spec.Budget.Crop);
    }

    public ITrainer Create(PreparedScene scene, TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Check(spec);
        return new VaeTrainer(OptionBinding.Bind<VaeOptions>(Name, spec.Options), scene.Scene, spec);
    }

    public IGenerator Load(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (spec, bands) = (model.Header.Spec, model.Header.Scene.Bands);
        var options = OptionBinding.Bind<VaeOptions>(Name, spec.Options);
        var scaling = AffineScaling.Of(model);
        var decoder = new VaeDecoder(bands, options.Width, spec.Budget.Crop, options.Latent);
        TrainableState.RestoreNetwork(decoder, DecoderPrefix, model.Tensors);
        decoder.PlacedNetwork();
        return new LatentGenerator(decoder, options.Latent, bands, spec.Budget.Crop, scaling);
    }
}
