using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>The "key = value" fields of an ENVI header, with the line each starts on.</summary>
internal sealed partial class EnviFields
{
    public const int LongestHeader = 16 << 20;

    private readonly string _path;
    private readonly Dictionary<string, (string Value, int Line)> _fields = [];

    private EnviFields(string path) => _path = path;

    public static EnviFields Parse(string path, string text)
    {
        var fields = new EnviFields(path);
        var lines = text.Split('\n');
        if (!lines[0].TrimStart('\uFEFF').TrimEnd().Equals("ENVI", StringComparison.Ordinal))
            throw new InputException(path, "line 1", Shorten(lines[0].Trim()), "an ENVI header starts with the line 'ENVI'");
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith(';')) continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new InputException(path, $"line {i + 1}", Shorten(line), "must be 'key = value'");
            var key = Spaces().Replace(line[..equals].Trim(), " ").ToLowerInvariant();
            var (value, first) = (line[(equals + 1)..].Trim(), i + 1);
            if (value.StartsWith('{'))
            {
                var parts = new List<string> { value };
                while (!parts[^1].Contains('}', StringComparison.Ordinal))
                {
                    if (++i == lines.Length)
                        throw new InputException(path, $"line {first}, '{key}'", null, "the brace '{' is never closed");
                    if (!lines[i].TrimStart().StartsWith(';')) parts.Add(lines[i].Trim());
                }

                value = string.Join('\n', parts)[1..];
                value = value[..value.IndexOf('}', StringComparison.Ordinal)].Trim();
            }

            fields._fields[key] = (value, first);
        }

        return fields;
    }

    public bool Has(string key) => _fields.ContainsKey(key);

    public string Text(string key) =>
        _fields.TryGetValue(key, out var field) && field.Value.Length > 0 ? field.Value
        : throw new InputException(_path, null, key, "the header must have this field");

    public double Number(string key) => ParseNumber(key, Text(key));

    /// <summary>A list in braces; empty when the field is missing.</summary>
    public ImmutableArray<double> Numbers(string key) =>
        _fields.TryGetValue(key, out var field)
            ? [.. field.Value.Split([',', '\n', ' ', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(text => ParseNumber(key, text))]
            : [];

    public InputException Error(string key, string rule, bool showValue = true) => _fields.TryGetValue(key, out var field)
        ? new(_path, $"line {field.Line}, '{key}'", showValue ? Shorten(field.Value) : null, rule)
        : new(_path, null, key, "the header must have this field");

    private double ParseNumber(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException(_path, $"line {_fields[key].Line}, '{key}'", Shorten(text), "must be a number");

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..57] + "...";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
