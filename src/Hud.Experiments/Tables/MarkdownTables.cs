using System.Text;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>GitHub-flavoured Markdown; columns padded so that the source reads as a table too.</summary>
internal static class MarkdownTables
{
    private static readonly CellSigns Signs = new("±", "<", "–", "–");

    public static string Render(ExperimentTables tables)
    {
        var text = new StringBuilder().Append("# ").Append(Escape(tables.Plan.Name)).Append('\n');
        foreach (var table in tables.Tables)
        {
            text.Append("\n## ").Append(Escape(table.Title)).Append("\n\n");
            AppendGrid(text, Grid(table));
        }

        text.Append('\n');
        foreach (var note in tables.Notes) text.Append("- ").Append(Escape(note)).Append('\n');
        return text.ToString();
    }

    private static List<string[]> Grid(ResultTable table)
    {
        var layouts = table.Metrics.Select(m => MetricLayout.Of(m.Name)).ToArray();
        var grid = new List<string[]>
        {
            (string[])["scene", .. table.Metrics.SelectMany(m => Headings(m, table))],
        };
        foreach (var row in table.Rows)
        {
            grid.Add([Escape(row.Label), .. row.Metrics.SelectMany((m, i) => m.Cells
                .Select(c => CellText.Of(c, layouts[i].Digits, Signs))
                .Append(CellText.Floor(m.Floors, layouts[i].Digits, Signs)))]);
        }

        if (table.Rows.Length > 1)
        {
            grid.Add(["mean", .. table.Metrics.SelectMany((_, i) => table.Columns
                .Select((_, c) => CellText.Average(table.Rows.Select(r => r.Metrics[i].Cells[c]), layouts[i].Digits, Signs))
                .Append(""))]);
        }

        return grid;
    }

    private static IEnumerable<string> Headings(MetricDefinition metric, ResultTable table)
    {
        var title = $"{Escape(metric.Title)} {(metric.HigherIsBetter ? "↑" : "↓")}";
        return table.Columns.Select(c => $"{title} {Escape(c.Label)}").Append($"{Escape(metric.Title)} floor");
    }

    private static void AppendGrid(StringBuilder text, List<string[]> grid)
    {
        var widths = Enumerable.Range(0, grid[0].Length).Select(c => Math.Max(3, grid.Max(r => r[c].Length))).ToArray();
        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        Line(grid[0].Select((cell, c) => cell.PadRight(widths[c])));
        Line(widths.Select((w, c) => c == 0 ? new string('-', w) : new string('-', w - 1) + ":"));
        foreach (var row in grid.Skip(1))
            Line(row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])));
    }

    /// <summary>Neutralises what Markdown would read as markup; an underscore inside a word is none.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var insideWord = i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);
            if (c is '\\' or '`' or '*' or '<' or '>' or '|' or '[' or ']' or '#' || (c == '_' && !insideWord)) escaped.Append('\\');
            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}
