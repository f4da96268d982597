using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Tables;

/// <summary>A method, and the values of the experiment's swept settings.</summary>
/// <param name="Settings">In sweep order; empty without a sweep.</param>
public sealed record TableColumn(string Method, ImmutableArray<(string Name, string Value)> Settings)
{
    /// <summary>"hud endmembers=4".</summary>
    public string Label => With(Method);

    /// <summary>"HUD endmembers=4": with the method's title, where the plan has one.</summary>
    public string Heading(ExperimentPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return With(plan.Methods.FirstOrDefault(m => m.Name == Method)?.Title ?? Method);
    }

    /// <summary>The column that a trial falls into.</summary>
    /// <param name="sweep">The plan's swept settings; those that the method lacks are left out.</param>
    public static TableColumn Of(TrialSpec trial, ImmutableArray<string> sweep) =>
        new(trial.Method, [.. sweep.Select(s => (Name: s, Value: trial.Setting(s))).Where(s => s.Value is not null)!]);

    public bool Equals(TableColumn? other) =>
        other is not null && Method == other.Method && Settings.SequenceEqual(other.Settings);

    public override int GetHashCode() => Settings.Aggregate(Method.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    private string With(string name) => Settings.IsEmpty
        ? name
        : $"{name} {string.Join(", ", Settings.Select(s => $"{s.Name[(s.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]}={s.Value}"))}";
}
