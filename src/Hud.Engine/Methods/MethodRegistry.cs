using System.Collections.Immutable;
using Hud.Engine.Methods.Hud;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;

namespace Hud.Engine.Methods;

/// <summary>Every method by name.</summary>
public static class MethodRegistry
{
    public static ImmutableArray<IMethod> All { get; } = [new HudMethod()];

    /// <summary>The method of that name.</summary>
    /// <exception cref="InputException">There is none; the message names the nearest.</exception>
    public static IMethod Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = All.Select(m => m.Name);
        return All.FirstOrDefault(m => m.Name == name) ?? throw new InputException(
            "methods", null, name, $"unknown method{NearestName.Hint(name, names)}; known are {string.Join(", ", names)}");
    }

    /// <summary>The methods as the planner sees them.</summary>
    public static ImmutableArray<MethodDescription> Describe() =>
        [.. All.Select(m => new MethodDescription(m.Name, m.Title, OptionBinding.Describe(m.Options), m.Resolve) { Check = m.Check })];
}
