using System.Globalization;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>A setting's value for one trial.</summary>
/// <param name="Word">Where the file sets it; null for a default.</param>
internal sealed record ResolvedSetting(string Text, Word? Word)
{
    public int Number => int.Parse(Text, CultureInfo.InvariantCulture);
}

/// <summary>Which of a file's settings hold for a method on a scene: the most specific one.</summary>
internal sealed class SettingResolver(ExperimentSpec spec, IReadOnlyList<MethodDescription> methods, int defaultThreads)
{
    public static bool Concerns(string setting, string method) =>
        CommonSettings.ByName.ContainsKey(setting) || setting.StartsWith(method + ".", StringComparison.Ordinal);

    /// <summary>All common settings and all options of the method ("method.option"), defaults included.</summary>
    /// <param name="point">The sweep's settings, above all others.</param>
    public Dictionary<string, ResolvedSetting> For(string method, string scene, IEnumerable<Setting> point)
    {
        var resolved = new Dictionary<string, ResolvedSetting>(StringComparer.Ordinal);
        foreach (var common in CommonSettings.All) resolved[common.Name] = new(common.Default, null);
        foreach (var option in methods.First(m => m.Name == method).Options)
            resolved[$"{method}.{option.Name}"] = new(option.Default, null);

        var settings =
            from layer in spec.Layers
            where (layer.Method is null || layer.Method.Text == method) && (layer.Scene is null || layer.Scene.Text == scene)
            from setting in layer.Settings
            where Concerns(setting.Name, method)
            group setting by (setting.Name, layer.Specificity) into peers
            group peers by peers.Key.Name;
        foreach (var levels in settings)
            resolved[levels.Key] = Agreed(levels.MaxBy(l => l.Key.Specificity)!.ToList());
        foreach (var setting in point) resolved[setting.Name] = new(setting.Value.Text, setting.Value);

        if (resolved[CommonSettings.Threads].Text == OptionText.Auto)
        {
            resolved[CommonSettings.Threads] =
                resolved[CommonSettings.Threads] with { Text = defaultThreads.ToString(CultureInfo.InvariantCulture) };
        }

        return resolved;
    }

    /// <summary>Settings of equal standing must agree: which of two overrides wins would be a guess.</summary>
    private ResolvedSetting Agreed(List<Setting> peers)
    {
        var first = peers[0];
        return peers.Find(s => s.Value.Text != first.Value.Text) is { } other
            ? throw other.Value.Wrong(spec.File, $"{first.Name} is also set at {first.Value.Place}, as specifically; "
                + "keep one, or add an override with both method and scene")
            : new ResolvedSetting(first.Value.Text, first.Value);
    }
}
