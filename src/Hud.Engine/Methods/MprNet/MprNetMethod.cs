using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Multi-stage progressive image restoration (Zamir et al., CVPR 2021), from colour to spectra.</summary>
public sealed class MprNetMethod : IMethod
{
    internal const string MethodName = "mprnet";

    public string Name => MethodName;

    public string Title => "MPRNet";

    public string Note => "MPRNet is conditional: it is given pseudo-RGB crops of the real scene and restores their spectra, "
        + "so its spatial layout is copied, not generated.";

    public Type Options => typeof(MprNetOptions);

    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(options);
        if (scene.Grey)
            throw new InputException($"method {Name}", null, scene.Name,
                "the scene has no three different bands for red, green and blue, and colours are all that MPRNet starts from");
        return OptionBinding.Text(OptionBinding.Bind<MprNetOptions>(Name, options));
    }

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var options = OptionBinding.Bind<MprNetOptions>(Name, Resolve(spec.Scene, spec.Options));
        MprNetSize.RequireDivides(spec.Budget.Crop, spec.Budget.Crop);
        if (options.FinalRate > options.LearningRate)
            throw new InputException($"method {Name}", "option final_rate", options.FinalRate.ToString(CultureInfo.InvariantCulture),
                $"must be at most learning_rate, {options.LearningRate.ToString(CultureInfo.InvariantCulture)}");
    }

    public ITrainer Create(PreparedScene scene, TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Check(spec);
        return new MprNetTrainer(OptionBinding.Bind<MprNetOptions>(Name, spec.Options), scene.Scene, spec);
    }

    public IGenerator Load(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new MprNetGenerator(model);
    }
}
