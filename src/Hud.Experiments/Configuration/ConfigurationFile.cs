using Hud.Experiments.Specs;

namespace Hud.Experiments.Configuration;

/// <summary>Strict reader of configuration files: a YAML mapping of sections, each a mapping of settings.</summary>
public static class ConfigurationFile
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaximumLength = YamlText.MaximumLength;

    private const string What = "a configuration file";

    /// <param name="file">For messages only; nothing is opened.</param>
    /// <exception cref="InputException">Not YAML, an unknown section or key, or a value that is neither a word nor a list
    /// of words.</exception>
    public static IEnumerable<GivenSetting> Parse(string text, string file, ConfigurationSchema schema)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(schema);
        var sections = new YamlFields(file, YamlText.Parse(text, file, What), What, [.. schema.Sections.Keys]);
        return [.. sections.Entries.SelectMany(s => Section(s.Key.Text, s.Value, file, schema))];
    }

    private static IEnumerable<GivenSetting> Section(string name, YamlValue value, string file, ConfigurationSchema schema) =>
        from entry in new YamlFields(file, value, $"section '{name}'", schema.Sections[name]).Entries
        let setting = $"{name}.{entry.Key.Text}"
        select entry.Value is YamlList
            ? new GivenSetting(
                setting,
                [.. YamlFields.List(entry.Value, setting, file).Select(v => YamlFields.Word(v, setting, file).Text)], file,
                entry.Value.Place)
            : new GivenSetting(setting, [YamlFields.Word(entry.Value, setting, file).Text], file, entry.Value.Place);
}
