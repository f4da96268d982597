using System.Collections.Immutable;

namespace Hud.Experiments.Plans;

public enum OptionKind { Integer, Real, Flag, Choice }

/// <summary>One hyperparameter of a method, as the planner sees it.</summary>
/// <param name="Name">snake_case name in experiment files.</param>
/// <param name="Default">Canonical text; "auto" is resolved by the method from the scene at planning time.</param>
/// <param name="Minimum">Smallest allowed number, inclusive; null without a bound.</param>
/// <param name="Maximum">Largest allowed number, inclusive.</param>
/// <param name="Choices">Allowed words of a <see cref="OptionKind.Choice"/>.</param>
public sealed record OptionDescription(
    string Name, OptionKind Kind, string Default, double? Minimum, double? Maximum,
    ImmutableArray<string> Choices, string Help);

/// <summary>A method as the planner sees it; the engine derives it from the method's options record.</summary>
/// <param name="Resolve">Replaces scene-dependent defaults ("auto") by values for this scene.</param>
public sealed record MethodDescription(
    string Name, string Title, ImmutableArray<OptionDescription> Options,
    Func<ScenePin, ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> Resolve)
{
    /// <summary>What every table with this method must say of it, or the empty string.</summary>
    public string Note { get; init; } = "";

    /// <summary>Throws <see cref="InputException"/> for a resolved trial that the method cannot run (a crop that its
    /// network does not divide, ...), so that planning fails and not the hundredth trial.</summary>
    public Action<TrialSpec> Check { get; init; } = _ => { };
}
