using System.Collections.Immutable;
using Hud.Engine.Training;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods;

/// <summary>A way to generate images of a scene. A new method is one class that implements this, one options record
/// (see <see cref="OptionAttribute"/>); <see cref="MethodRegistry"/> finds it.</summary>
public interface IMethod
{
    /// <summary>snake_case name in experiment files.</summary>
    string Name { get; }

    /// <summary>Name in tables.</summary>
    string Title { get; }

    /// <summary>What every table with this method must say of it, as one sentence; empty when there is nothing.</summary>
    string Note => "";

    /// <summary>The options record.</summary>
    Type Options { get; }

    /// <summary>Replaces "auto" by this scene's values and checks options against the scene.</summary>
    /// <param name="options">Canonical text of every option.</param>
    /// <exception cref="Experiments.InputException">An option does not suit the scene.</exception>
    ImmutableSortedDictionary<string, string> Resolve(
        ScenePin scene, ImmutableSortedDictionary<string, string> options);

    /// <summary>Refuses a resolved trial that the method cannot run: at planning time, not at the hundredth trial.</summary>
    /// <exception cref="Experiments.InputException">Sampler, crop or options do not go together.</exception>
    void Check(TrialSpec spec);

    /// <summary>A fresh model, its first weights a function of the trial's seed.</summary>
    ITrainer Create(PreparedScene scene, TrialSpec spec);

    /// <summary>The trained model of a file that <see cref="ITrainer.Export"/> described.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape than the options say.</exception>
    IGenerator Load(ModelFile model);
}

/// <summary>A model in training.</summary>
public interface ITrainer : ITrainable
{
    /// <summary>Everything sampling needs; the caller disposes it.</summary>
    ModelFile Export();
}
