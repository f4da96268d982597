using Hud.Experiments.Specs;
using Hud.Experiments.Text;

namespace Hud.Experiments.Plans;

/// <summary>Every name of a file must be known, and every line of it must have an effect.</summary>
internal static class SpecNames
{
    public static void Check(ExperimentSpec spec, IReadOnlyList<MethodDescription> methods, IReadOnlyList<string> metrics)
    {
        foreach (var method in spec.Methods) Known(spec.File, method, "method", [.. methods.Select(m => m.Name)]);
        foreach (var metric in spec.Metrics) Known(spec.File, metric, "metric", metrics);
        foreach (var layer in spec.Layers)
        {
            if (layer.Method is { } method) Known(spec.File, method, "method of this experiment", Texts(spec.Methods));
            if (layer.Scene is { } scene) Known(spec.File, scene, "scene of this experiment", Texts(spec.Scenes));
            foreach (var setting in layer.Settings) CheckSetting(spec, setting.Name, setting.Key, setting.Value, methods);
        }

        foreach (var axis in spec.Sweep)
        {
            foreach (var value in axis.Values) CheckSetting(spec, axis.Name.Text, axis.Name, value, methods);
        }

        foreach (var parameter in spec.Search?.Space ?? [])
        {
            foreach (var value in parameter.Values) CheckSetting(spec, parameter.Name.Text, parameter.Name, value, methods);
        }

        foreach (var objective in spec.Search?.Objectives ?? []) Known(spec.File, objective.Metric, "metric", metrics);
    }

    private static void CheckSetting(
        ExperimentSpec spec, string name, Word key, Word value, IReadOnlyList<MethodDescription> methods)
    {
        if (CommonSettings.ByName.TryGetValue(name, out var common))
        {
            if (OptionText.Check(common, value.Text, value.Quoted, out _) is { } broken) throw value.Wrong(spec.File, broken);
            return;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var method = methods.FirstOrDefault(m => dot >= 0 && m.Name == name[..dot]);
        if (method is null)
        {
            var names = methods.SelectMany(m => m.Options.Select(o => $"{m.Name}.{o.Name}")).Concat(CommonSettings.ByName.Keys);
            throw key.Wrong(spec.File, $"'{name}' is no setting; a setting is method.option, with method one of "
                + string.Join(", ", methods.Select(m => m.Name)) + NearestName.Hint(name, names));
        }

        if (spec.Methods.All(m => m.Text != method.Name))
            throw key.Wrong(spec.File, $"has no effect: this experiment has no method {method.Name}");
        var option = method.Options.FirstOrDefault(o => o.Name == name[(dot + 1)..]);
        if (option is null)
        {
            Known(spec.File, key with { Text = name[(dot + 1)..] }, $"option of {method.Name}", [.. method.Options.Select(o => o.Name)]);
        }
        else if (OptionText.Check(option, value.Text, value.Quoted, out _) is { } rule)
        {
            throw value.Wrong(spec.File, rule);
        }
    }

    private static void Known(string file, Word word, string what, IReadOnlyList<string> names)
    {
        if (!names.Contains(word.Text))
            throw word.Wrong(file, $"no {what} ({string.Join(", ", names)}){NearestName.Hint(word.Text, names)}");
    }

    private static IReadOnlyList<string> Texts(IEnumerable<Word> words) => [.. words.Select(w => w.Text)];
}
