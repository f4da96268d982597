using System.Collections.Immutable;
using System.Globalization;
using Hud.Engine.Diffusion;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>A convolutional autoencoder finds a scene's abundances, a denoiser learns to draw them: what UnmixDiff and
/// Unmixing-before-fusion have in common, which is all but what the encoder sees.</summary>
public abstract class UnmixDiffusion : IMethod
{
    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract string Note { get; }

    public Type Options => typeof(UnmixDiffOptions);

    public ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(options);
        var bound = OptionBinding.Bind<UnmixDiffOptions>(Name, options);
        if (scene.Grey && SeesColours)
            throw new InputException($"method {Name}", null, scene.Name,
                "the scene has no three different bands for red, green and blue, which are all that the encoder sees");
        if (bound.Endmembers > scene.Bands)
            throw new InputException($"method {Name}", "option endmembers", bound.Endmembers.ToString(CultureInfo.InvariantCulture),
                $"must lie in 2 .. {scene.Bands}, the bands of {scene.Name}");
        return OptionBinding.Text(bound with { Dropout = bound.Dropout ?? UnmixDiffPreset.Of(bound).Dropout });
    }

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var options = OptionBinding.Bind<UnmixDiffOptions>(Name, spec.Options);
        RequireAncestral(spec.Sampling);
        Samplers.Check(spec.Sampling, UnmixDiffNetwork.Schedule(options));
        UnmixDiffNetwork.Preset(options).RequireDivides(spec.Budget.Crop, spec.Budget.Crop);
        if (spec.Budget.Iterations < 2)
            throw new InputException("budget", "iterations", $"{spec.Budget.Iterations}",
                $"{Name} needs at least 2: one for its autoencoder, one for its denoiser");
    }

    public ITrainer Create(PreparedScene scene, TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Check(spec);
        var options = OptionBinding.Bind<UnmixDiffOptions>(Name, Resolve(spec.Scene, spec.Options));
        return new UnmixDiffTrainer(options, EncoderBands(scene.Scene), scene.Scene, spec);
    }

    public IGenerator Load(ModelFile model) => new UnmixDiffGenerator(model);

    /// <summary>Whether the encoder sees pseudo-colour instead of all bands.</summary>
    protected virtual bool SeesColours => false;

    /// <summary>0-based bands that the encoder sees; empty for all.</summary>
    protected internal abstract ImmutableArray<int> EncoderBands(Scene scene);

    /// <summary>Other samplers know nothing of a clamped x_0.</summary>
    internal static void RequireAncestral(Sampling sampling)
    {
        if (sampling.Sampler != Samplers.Ancestral)
            throw new InputException("sampling", "sampler", sampling.Sampler,
                $"UD and UBF clamp abundances in every step, which only {Samplers.Ancestral} allows");
    }
}
