using System.Text;

namespace Hud.Experiments.Tables;

/// <summary>Lines as RFC 4180 wants them.</summary>
internal static class CsvText
{
    public static void Line(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quote)).Append('\n');

    /// <summary>For names that may come with somebody's experiment file, a scene's path above all; a spreadsheet would run one that
    /// begins like a formula. The apostrophe makes it text there.</summary>
    public static string Words(string name) => name is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{name}" : name;

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
