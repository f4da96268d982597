using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;

namespace Hud.Experiments.Specs;

/// <summary>Reads the settings of a file: its own, those of its overrides, and the axes of its sweep.</summary>
internal static class SettingReader
{
    private static readonly ImmutableArray<string> OverrideKeys =
        ["method", "scene", "budget", "sampling", "block", "features", "threads", "options"];

    public static SettingLayer WholeFile(YamlFields yaml)
    {
        var options = new List<Setting>();
        if (yaml.Find("options") is { } block)
        {
            foreach (var (method, value) in Map(block, "options (method: {option: value})", yaml.File).Entries)
                options.AddRange(Options(method.Text, value, yaml.File));
        }

        return new SettingLayer(null, null, [.. Common(yaml), .. options]);
    }

    public static ImmutableArray<SettingLayer> Overrides(YamlFields yaml) => yaml.Find("overrides") is { } list
        ? [.. YamlFields.List(list, "overrides", yaml.File).Select(o => Override(o, yaml.File))]
        : [];

    /// <summary>"setting: [value, ...]" entries; an axis of a common setting is checked here, others by the planner.</summary>
    public static ImmutableArray<SweepAxis> Sweep(YamlFields yaml)
    {
        if (yaml.Find("sweep") is not { } block) return [];
        var axes = ImmutableArray.CreateBuilder<SweepAxis>();
        foreach (var (name, value) in Map(block, "sweep (method.option: [value, ...])", yaml.File).Entries)
        {
            var words = YamlFields.List(value, name.Text, yaml.File)
                .Select(v => Checked(name.Text, YamlFields.Word(v, name.Text, yaml.File), yaml.File))
                .ToImmutableArray();
            ExperimentFile.Distinct(words, yaml.File);
            axes.Add(new SweepAxis(name, words));
        }

        return axes.DrainToImmutable();
    }

    private static SettingLayer Override(YamlValue value, string file)
    {
        var fields = new YamlFields(file, value, "an override", OverrideKeys);
        var method = fields.Find("method") is { } m ? fields.Word(m, "method") : null;
        var scene = fields.Find("scene") is { } s ? fields.Word(s, "scene") : null;
        if (method is null && scene is null)
            throw new InputException(file, fields.Place, null, "an override needs 'method', 'scene' or both");
        var options = fields.Find("options");
        if (options is not null && method is null)
            throw new InputException(file, options.Place, null, "options of an override need its 'method'");
        ImmutableArray<Setting> settings =
            [.. Common(fields), .. options is null ? [] : Options(method!.Text, options, file)];
        return settings.IsEmpty
            ? throw new InputException(file, fields.Place, null, "this override sets nothing")
            : new SettingLayer(method, scene, settings);
    }

    private static IEnumerable<Setting> Common(YamlFields yaml)
    {
        foreach (var (key, value) in yaml.Entries)
        {
            if (key.Text is "budget" or "sampling")
            {
                var names = CommonSettings.All.Select(s => s.Name)
                    .Where(n => n.StartsWith(key.Text + ".", StringComparison.Ordinal))
                    .Select(n => n[(key.Text.Length + 1)..]);
                foreach (var (inner, word) in new YamlFields(yaml.File, value, key.Text, [.. names]).Entries)
                    yield return One($"{key.Text}.{inner.Text}", inner, word, yaml.File);
            }
            else if (CommonSettings.ByName.ContainsKey(key.Text))
            {
                yield return One(key.Text, key, value, yaml.File);
            }
        }
    }

    private static IEnumerable<Setting> Options(string method, YamlValue value, string file) =>
        Map(value, $"options of {method} (option: value)", file).Entries
            .Select(e => One($"{method}.{e.Key.Text}", e.Key, e.Value, file));

    private static Setting One(string name, Word key, YamlValue value, string file) =>
        new(name, key, Checked(name, YamlFields.Word(value, name, file), file));

    private static Word Checked(string name, Word word, string file)
    {
        if (!CommonSettings.ByName.TryGetValue(name, out var description)) return word;
        return OptionText.Check(description, word.Text, word.Quoted, out var canonical) is { } rule
            ? throw word.Wrong(file, rule)
            : word with { Text = canonical! };
    }

    private static YamlMap Map(YamlValue value, string what, string file) =>
        value as YamlMap ?? throw new InputException(file, value.Place, (value as YamlScalar)?.Text, $"must be a mapping: {what}");
}
