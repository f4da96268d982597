using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Search;

namespace Hud.Experiments.Specs;

/// <summary>Reads the parameters of a search: <c>setting: { integer: [4, 16] }</c> and the like.</summary>
internal static class ParameterReader
{
    private static readonly ImmutableArray<(string Key, ParameterKind Kind)> Kinds =
    [
        ("uniform", ParameterKind.Uniform), ("log_uniform", ParameterKind.LogUniform), ("integer", ParameterKind.Integer),
        ("choice", ParameterKind.Choice),
    ];

    private static readonly ImmutableArray<string> Keys = [.. Kinds.Select(k => k.Key), "step", "when"];

    public static ImmutableArray<ParameterSpec> Space(YamlValue value, string file)
    {
        if (value is not YamlMap { Entries: [_, ..] } map)
            throw new InputException(file, value.Place, null, "space must be a mapping of at least one setting to what it may be, like hud.endmembers: { integer: [4, 16] }");
        var space = ImmutableArray.CreateBuilder<ParameterSpec>();
        foreach (var (name, entry) in map.Entries) space.Add(Parameter(name, new YamlFields(file, entry, name.Text, Keys), space));
        return space.DrainToImmutable();
    }

    private static ParameterSpec Parameter(Word name, YamlFields yaml, IReadOnlyList<ParameterSpec> before)
    {
        var kinds = Kinds.Where(k => yaml.Find(k.Key) is not null).ToList();
        if (kinds is not [var (key, kind)])
            throw new InputException(yaml.File, yaml.Place, null, $"{name.Text} must have one of {string.Join(", ", Kinds.Select(k => k.Key))}");
        var words = YamlFields.List(yaml.Find(key)!, key, yaml.File).Select(v => YamlFields.Word(v, key, yaml.File)).ToImmutableArray();
        if (kind == ParameterKind.Choice) Choice(words, yaml);
        else Range(words, key, kind, yaml);
        var step = yaml.Find("step");
        if (step is not null && kind != ParameterKind.Integer)
            throw new InputException(yaml.File, step.Place, null, "only an integer has a step");
        return new(
            name, kind, words, step is null ? 1 : (int)YamlFields.Integer(step, "step", 1, int.MaxValue, yaml.File),
            yaml.Find("when") is { } when ? Condition(when, before, yaml.File) : null);
    }

    private static void Choice(ImmutableArray<Word> words, YamlFields yaml)
    {
        if (words.Length < 2) throw words[0].Wrong(yaml.File, "a choice needs at least two values; set a single one in options or overrides");
        if (words.FirstOrDefault(w => w.Text == OptionText.Auto) is { } auto)
            throw auto.Wrong(yaml.File, "a search tries values that it knows; write out what auto stands for");
        ExperimentFile.Distinct(words, yaml.File);
    }

    private static void Range(ImmutableArray<Word> words, string key, ParameterKind kind, YamlFields yaml)
    {
        if (words.Length != 2) throw words[0].Wrong(yaml.File, $"{key} must be [lowest, highest]");
        var wanted = new OptionDescription(
            key, kind == ParameterKind.Integer ? OptionKind.Integer : OptionKind.Real, "", kind == ParameterKind.Integer ? -1e9 : -1e300,
            kind == ParameterKind.Integer ? 1e9 : 1e300, [], "");
        foreach (var word in words)
        {
            if (OptionText.Check(wanted, word.Text, word.Quoted, out _) is { } rule) throw word.Wrong(yaml.File, rule);
        }

        var (low, high) = (Number(words[0]), Number(words[1]));
        if (low >= high) throw words[1].Wrong(yaml.File, $"must be above the lowest, {words[0].Text}");
        if (kind == ParameterKind.LogUniform && low <= 0) throw words[0].Wrong(yaml.File, "log_uniform begins above 0");
    }

    private static SearchCondition Condition(YamlValue value, IReadOnlyList<ParameterSpec> before, string file)
    {
        if (value is not YamlMap { Entries: [var (name, given)] })
            throw new InputException(file, value.Place, null, "when must name one choice and its values, like when: { hud.prediction: v }");
        if (before.FirstOrDefault(p => p.Name.Text == name.Text) is not { Kind: ParameterKind.Choice } parent)
            throw name.Wrong(file, "a condition is on a choice that stands above it in the space");
        var words = given is YamlList
            ? YamlFields.List(given, "when", file).Select(v => YamlFields.Word(v, "when", file)).ToImmutableArray()
            : [YamlFields.Word(given, "when", file)];
        ExperimentFile.Distinct(words, file);
        if (words.FirstOrDefault(w => parent.Values.All(v => v.Text != w.Text)) is { } foreign)
            throw foreign.Wrong(file, $"{name.Text} has no such value ({string.Join(", ", parent.Values.Select(v => v.Text))})");
        return new(name.Text, [.. words.Select(w => w.Text)]);
    }

    public static double Number(Word word) => double.Parse(word.Text, CultureInfo.InvariantCulture);

    public static long Whole(Word word) => long.Parse(word.Text, CultureInfo.InvariantCulture);
}
