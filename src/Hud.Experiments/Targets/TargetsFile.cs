using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Specs;
using Hud.Experiments.Text;

namespace Hud.Experiments.Targets;

/// <summary>Strict reader of files with published numbers (docs/experiment-files.md).</summary>
public static class TargetsFile
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaximumLength = YamlText.MaximumLength;

    private const string What = "a targets file";

    private static readonly ImmutableArray<string> ColumnKeys = ["method", "options"];
    private static readonly ImmutableArray<string> MetricKeys =
        ["table", "note", "margin", "relative_margin", "comparable", "scenes", "average"];

    /// <summary>Reads the text of a targets file; every name in it must be known, whatever the experiment uses.</summary>
    /// <param name="fileName">For messages only; nothing is opened.</param>
    /// <param name="methods">All methods there are.</param>
    /// <param name="scenes">All scene names that a row may have.</param>
    /// <exception cref="InputException">Names line, column, value and rule of the first fault.</exception>
    public static PublishedNumbers Parse(
        string text, string fileName, IReadOnlyList<MethodDescription> methods, IReadOnlyCollection<string> scenes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(scenes);
        var yaml = new YamlFields(fileName, YamlText.Parse(text, fileName, What), What, ["source", "columns", "metrics"]);
        var source = yaml.Word(yaml.Required("source"), "source").Text;
        var columns = Columns(Map(yaml.Required("columns"), "columns", "name: {method: ...}", fileName), fileName, methods);
        var metrics = Map(yaml.Required("metrics"), "metrics", "metric: {margin: ..., scenes: ...}", fileName).Entries
            .Select(m => Metric(m.Key, m.Value, columns, fileName, scenes));
        return new PublishedNumbers(source, columns, [.. metrics]);
    }

    private static ImmutableArray<PublishedColumn> Columns(YamlMap map, string file, IReadOnlyList<MethodDescription> methods)
    {
        var columns = ImmutableArray<PublishedColumn>.Empty;
        foreach (var (name, value) in map.Entries)
        {
            var fields = new YamlFields(file, value, "a column", ColumnKeys);
            var word = fields.Word(fields.Required("method"), "method");
            Known(file, word, "method", methods.Select(m => m.Name));
            var method = methods.First(m => m.Name == word.Text);
            var options = fields.Find("options") is { } block
                ? Map(block, "options", "option: value", file).Entries.Select(o => Option(o.Key, o.Value, method, file))
                : [];
            var column = new PublishedColumn(
                name.Text, method.Name, options.ToImmutableSortedDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal));
            if (columns.FirstOrDefault(c => Overlap(c, column)) is { } other)
                throw name.Wrong(file, $"a trial of {method.Name} can belong to this column and to '{other.Name}'; tell them apart by options");
            columns = columns.Add(column);
        }

        return columns;
    }

    private static KeyValuePair<string, string> Option(Word name, YamlValue value, MethodDescription method, string file)
    {
        Known(file, name, $"option of {method.Name}", method.Options.Select(o => o.Name));
        var word = YamlFields.Word(value, name.Text, file);
        return OptionText.Check(method.Options.First(o => o.Name == name.Text), word.Text, word.Quoted, out var canonical) is { } rule
            ? throw word.Wrong(file, rule)
            : new(name.Text, canonical!);
    }

    private static bool Overlap(PublishedColumn one, PublishedColumn other) =>
        one.Method == other.Method && one.Options.All(o => other.Options.GetValueOrDefault(o.Key, o.Value) == o.Value);

    private static PublishedMetric Metric(
        Word name, YamlValue value, ImmutableArray<PublishedColumn> columns, string file, IReadOnlyCollection<string> scenes)
    {
        Known(file, name, "metric", MetricDefinitions.All.Select(m => m.Name));
        var fields = new YamlFields(file, value, "a metric", MetricKeys);
        var (absolute, relative) = (fields.Find("margin"), fields.Find("relative_margin"));
        if ((absolute is null) == (relative is null))
            throw name.Wrong(file, "needs either 'margin' (in the metric's unit) or 'relative_margin' (a share of the published number)");
        var margin = PublishedNumber.Read((absolute ?? relative)!, "a margin", file);
        if (margin <= 0) throw name.Wrong(file, "a margin must be above 0");
        var rows = Map(fields.Required("scenes"), "scenes", "scene: {column: number}", file).Entries.Select(s =>
        {
            Known(file, s.Key, "scene", scenes);
            return new PublishedRow(s.Key.Text, Numbers(s.Value, columns, file));
        });
        return new PublishedMetric(
            name.Text, Text(fields, "table"), Text(fields, "note"), margin, relative is not null, [.. rows],
            fields.Find("average") is { } average ? Numbers(average, columns, file) : [.. columns.Select(_ => (decimal?)null)])
        {
            OnAnotherScale = fields.Find("comparable") is { } comparable && !Flag(fields.Word(comparable, "comparable"), file),
        };
    }

    private static bool Flag(Word word, string file) => word.Text switch
    {
        "true" => true,
        "false" => false,
        _ => throw word.Wrong(file, "must be true or false"),
    };

    private static ImmutableArray<decimal?> Numbers(YamlValue value, ImmutableArray<PublishedColumn> columns, string file)
    {
        var row = new YamlFields(file, value, "a row", [.. columns.Select(c => c.Name)]);
        return [.. columns.Select(c => row.Find(c.Name) is { } cell ? PublishedNumber.Read(cell, c.Name, file) : (decimal?)null)];
    }

    private static string Text(YamlFields fields, string key) =>
        fields.Find(key) is { } value ? fields.Word(value, key).Text : "";

    private static YamlMap Map(YamlValue value, string key, string shape, string file) => value switch
    {
        YamlMap { Entries: [_, ..] } map => map,
        YamlMap => throw new InputException(file, value.Place, "{}", $"{key} must have at least one entry"),
        _ => throw new InputException(file, value.Place, (value as YamlScalar)?.Text, $"{key} must be a mapping ({shape})"),
    };

    private static void Known(string file, Word word, string what, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (!all.Contains(word.Text))
            throw word.Wrong(file, $"no {what} ({string.Join(", ", all)}){NearestName.Hint(word.Text, all)}");
    }
}
