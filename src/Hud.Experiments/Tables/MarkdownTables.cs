using System.Collections.Immutable;
using System.Text;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>GitHub-flavoured Markdown; columns padded so that the source reads as a table too.</summary>
internal static class MarkdownTables
{
    public static string Render(ExperimentTables tables)
    {
        var text = new StringBuilder().Append("# ").Append(Escape(tables.Plan.Name)).Append('\n');
        foreach (var grid in Grids.Of(tables)) Append(text, grid);
        AppendNotes(text, tables.Notes);
        return text.ToString();
    }

    /// <summary>For a terminal: what fits there, and the notes that no reader may miss.</summary>
    public static string RenderCompact(ExperimentTables tables)
    {
        var text = new StringBuilder();
        foreach (var grid in Grids.Compact(tables)) Append(text, grid);
        AppendNotes(text, [.. tables.MainNotes, "All metrics, published numbers and definitions: tables.md, tables.html."]);
        return text.ToString().TrimStart('\n');
    }

    private static void AppendNotes(StringBuilder text, ImmutableArray<string> notes)
    {
        text.Append('\n');
        foreach (var note in notes) text.Append("- ").Append(Escape(note)).Append('\n');
    }

    private static void Append(StringBuilder text, Grid grid)
    {
        text.Append("\n## ").Append(grid.Metric is { } m ? Symbol(m) + ": " : "").Append(Escape(grid.Title)).Append("\n\n");
        var spans = grid.Spans.SelectMany(s => Enumerable.Repeat(Symbol(s.Metric) + " ", s.Width)).ToList();
        var lines = new List<string[]>
        {
            (string[])[.. grid.Headings.Select((h, c) => (c >= grid.Texts && spans.Count > 0 ? spans[c - grid.Texts] : "") + Escape(h))],
        };
        lines.AddRange(grid.Body.Concat(grid.Foot).Select(row => row.Select(Cell).ToArray()));

        var widths = Enumerable.Range(0, lines[0].Length).Select(c => Math.Max(3, lines.Max(r => r[c].Length))).ToArray();
        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        Line(lines[0].Select((cell, c) => cell.PadRight(widths[c])));
        Line(widths.Select((w, c) => c < grid.Texts ? new string('-', w) : new string('-', w - 1) + ":"));
        foreach (var row in lines.Skip(1))
            Line(row.Select((cell, c) => c < grid.Texts ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])));
    }

    private static string Cell(GridCell cell) =>
        (cell.IsBest ? $"**{Escape(cell.Text)}**" : Escape(cell.Text)) + cell.Mark;

    private static string Symbol(MetricDefinition metric) => $"{Escape(metric.Title)} {(metric.HigherIsBetter ? "↑" : "↓")}";

    /// <summary>Neutralises what Markdown would read as markup; an underscore inside a word is none.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var insideWord = i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);
            // "<" before a digit or a blank opens no tag: leave "<0.001" readable.
            var tag = c == '<' && i + 1 < text.Length && !char.IsAsciiDigit(text[i + 1]) && text[i + 1] != ' ';
            if (c is '\\' or '`' or '*' or '>' or '|' or '[' or ']' or '#' || tag || (c == '_' && !insideWord)) escaped.Append('\\');
            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}
