using System.Collections.Immutable;
using System.Globalization;
using Hud.Engine.Diffusion;
using Hud.Engine.Networks;
using Hud.Engine.Unmixing;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods.Hud;

/// <summary>The hyperspectral unmixing diffusion model of arXiv 2506.02601.</summary>
public sealed class HudMethod : IMethod
{
    internal const string MethodName = "hud";

    /// <summary>d for scenes without ground truth: the paper's number for the two Pavia scenes.</summary>
    private const int EndmembersWithoutClasses = 9;

    public string Name => MethodName;

    public string Title => "HUD";

    public Type Options => typeof(HudOptions);

    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(options);
        var bound = OptionBinding.Bind<HudOptions>(Name, options);
        var d = bound.Endmembers ?? (scene.Classes > 0 ? scene.Classes : EndmembersWithoutClasses);
        if (d < 2 || d > scene.Bands)
            throw new InputException($"method {Name}", "option endmembers", d.ToString(CultureInfo.InvariantCulture),
                $"must lie in 2 .. {scene.Bands}, the bands of {scene.Name}");
        return OptionBinding.Text(bound with { Endmembers = d });
    }

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var options = OptionBinding.Bind<HudOptions>(Name, spec.Options);
        Samplers.Check(spec.Sampling, HudNetwork.Schedule(options));
        UNetPreset.Parse(options.Preset).RequireDivides(spec.Budget.Crop, spec.Budget.Crop);
    }

    public ITrainer Create(PreparedScene scene, TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Check(spec);
        var options = OptionBinding.Bind<HudOptions>(Name, Resolve(spec.Scene, spec.Options));
        var d = options.Endmembers!.Value;
        var unmixed = scene.Unmix(
            new UnmixingOptions(d, options.Extractor, options.Abundances, options.Branch, options.UnmixSeed, options.VcaTries),
            options.FinetuneRounds);
        var cube = scene.Scene.Cube;
        var channels = options.Projection.Channels(d);
        var Z = options.Projection.Project(unmixed.Abundances, d);
        var standardisation = options.Standardise
            ? Standardisation.Of(Z, channels, scene.Scene.Learnable)
            : Standardisation.Identity(channels);
        var space = new LatentSpace(new MixingModel(unmixed.Spectra), options.Projection, standardisation);
        var map = new LatentMap(standardisation.ToPlanes(Z), channels, cube.Rows, cube.Cols);
        return new HudTrainer(options, space, map, scene.Scene, spec);
    }

    public IGenerator Load(ModelFile model) => new HudGenerator(model);
}
