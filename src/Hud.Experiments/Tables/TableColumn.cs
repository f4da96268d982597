using System.Collections.Immutable;
using Hud.Experiments.Plans;

namespace Hud.Experiments.Tables;

/// <summary>A method, and the values of the experiment's swept settings.</summary>
/// <param name="Settings">In sweep order; empty without a sweep.</param>
public sealed record TableColumn(string Method, ImmutableArray<(string Name, string Value)> Settings)
{
    /// <summary>"hud endmembers=4".</summary>
    public string Label => With(Method);

    /// <summary>"HUD endmembers=4", "UD as released": with the method's title, where the plan has one, and words without their
    /// setting's name.</summary>
    public string Heading(ExperimentPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var title = plan.Methods.FirstOrDefault(m => m.Name == Method)?.Title ?? Method;
        return string.Join(' ', Settings.Select(s => IsWord(s.Value) ? s.Value.Replace('_', ' ') : Text(s)).Prepend(title));
    }

    /// <summary>The column that a trial falls into.</summary>
    /// <param name="sweep">The plan's swept settings; those that the method lacks are left out.</param>
    public static TableColumn Of(TrialSpec trial, ImmutableArray<string> sweep) =>
        new(trial.Method, [.. sweep.Select(s => (Name: s, Value: trial.Setting(s))).Where(s => s.Value is not null)!]);

    public bool Equals(TableColumn? other) =>
        other is not null && Method == other.Method && Settings.SequenceEqual(other.Settings);

    public override int GetHashCode() => Settings.Aggregate(Method.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    private string With(string name) =>
        Settings.IsEmpty ? name : $"{name} {string.Join(", ", Settings.Select(Text))}";

    private static string Text((string Name, string Value) setting) =>
        $"{setting.Name[(setting.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]}={setting.Value}";

    private static bool IsWord(string value) =>
        value is not ("true" or "false" or OptionText.Auto) && value.All(c => char.IsAsciiLetter(c) || c == '_');
}
