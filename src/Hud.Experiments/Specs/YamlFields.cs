using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Plans;
using Hud.Experiments.Text;

namespace Hud.Experiments.Specs;

/// <summary>A mapping with a known set of keys, and typed reading of its values.</summary>
internal sealed class YamlFields
{
    private readonly YamlMap _map;

    /// <param name="what">"an experiment file", "budget": who has these keys, for messages.</param>
    /// <exception cref="InputException">A key is not among <paramref name="keys"/>.</exception>
    public YamlFields(string file, YamlValue value, string what, ImmutableArray<string> keys)
    {
        File = file;
        _map = value as YamlMap ?? throw new InputException(
            file, value.Place, (value as YamlScalar)?.Text, $"{what} must be a mapping of {string.Join(", ", keys)}");
        foreach (var (key, _) in _map.Entries)
        {
            if (!keys.Contains(key.Text))
                throw key.Wrong(file, $"no key of {what} ({string.Join(", ", keys)}){NearestName.Hint(key.Text, keys)}");
        }
    }

    public string File { get; }

    public string Place => _map.Place;

    public IEnumerable<(Word Key, YamlValue Value)> Entries => _map.Entries;

    public YamlValue? Find(string key) => _map.Entries.FirstOrDefault(e => e.Key.Text == key).Value;

    public YamlValue Required(string key) =>
        Find(key) ?? throw new InputException(File, _map.Place, null, $"the key '{key}' is missing");

    public Word Word(YamlValue value, string what) => Word(value, what, File);

    public static Word Word(YamlValue value, string what, string file) => value switch
    {
        YamlScalar { Text: not "" } scalar => scalar.Word,
        YamlScalar => throw new InputException(file, value.Place, null, $"{what} has no value"),
        _ => throw new InputException(file, value.Place, null, $"{what} must be a single value, not a list or mapping"),
    };

    /// <summary>The items of a list that must not be empty.</summary>
    public static ImmutableArray<YamlValue> List(YamlValue value, string what, string file) => value switch
    {
        YamlList { Items: [_, ..] items } => items,
        YamlList => throw new InputException(file, value.Place, "[]", $"{what} must have at least one entry"),
        YamlScalar scalar => throw scalar.Word.Wrong(file, $"{what} must be a list, like [{scalar.Text}]"),
        _ => throw new InputException(file, value.Place, null, $"{what} must be a list, not a mapping"),
    };

    public static long Integer(YamlValue value, string what, long low, long high, string file)
    {
        var word = Word(value, what, file);
        var description = new OptionDescription(what, OptionKind.Integer, "", low, high, [], "");
        return OptionText.Check(description, word.Text, word.Quoted, out var canonical) is { } rule
            ? throw word.Wrong(file, rule)
            : long.Parse(canonical!, CultureInfo.InvariantCulture);
    }
}
