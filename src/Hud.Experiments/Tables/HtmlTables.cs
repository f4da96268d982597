using System.Globalization;
using System.Net;
using System.Text;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>One page that needs nothing else: no scripts, no requests, light or dark as the reader's system is.</summary>
internal static class HtmlTables
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8886; --soft: #8882; --good: #17803d; --bad: #b3261e; --dim: #6b6b6b; }
        @media (prefers-color-scheme: dark) { :root { --good: #5fd38a; --bad: #ff8a80; --dim: #a0a0a0; } }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 110rem; padding: 0 1rem; }
        figure { margin: 0 0 2rem; overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: .4rem 0; }
        th, td { padding: .2rem .6rem; text-align: right; white-space: nowrap; }
        th.w { text-align: left; }
        th.w:first-child { position: sticky; left: 0; background: Canvas; }
        tbody th, tfoot th { font-weight: normal; }
        thead th { border-bottom: 1px solid var(--line); font-weight: 600; }
        th.span { text-align: center; }
        tbody tr:hover { background: var(--soft); }
        tfoot tr:first-child > * { border-top: 1px solid var(--line); }
        .reproduced, .better { color: var(--good); }
        .worse { color: var(--bad); }
        .undecided, .notcomparable { color: var(--dim); }
        """;

    public static string Render(ExperimentTables tables)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Escape(tables.Plan.Name))
            .Append("</title>\n<style>\n").Append(Style.ReplaceLineEndings("\n")).Append("\n</style>\n</head>\n<body>\n<h1>")
            .Append(Escape(tables.Plan.Name)).Append("</h1>\n");
        foreach (var grid in Grids.Of(tables)) Append(text, grid);
        text.Append("<h2>Notes</h2>\n<ul>\n");
        foreach (var note in tables.Notes) text.Append("<li>").Append(Escape(note)).Append("</li>\n");
        return text.Append("</ul>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder text, Grid grid)
    {
        text.Append("<figure>\n<table>\n<caption>").Append(grid.Metric is { } metric ? Symbol(metric) + ": " : "")
            .Append(Escape(grid.Title)).Append("</caption>\n<thead>\n");
        if (grid.Spans.Length > 0)
        {
            text.Append("<tr><td></td>");
            foreach (var span in grid.Spans)
            {
                text.Append(CultureInfo.InvariantCulture, $"<th class=\"span\" scope=\"colgroup\" colspan=\"{span.Width}\">")
                    .Append(Symbol(span.Metric)).Append("</th>");
            }

            text.Append("</tr>\n");
        }

        text.Append("<tr>");
        for (var c = 0; c < grid.Headings.Length; c++)
            text.Append(c < grid.Texts ? "<th class=\"w\" scope=\"col\">" : "<th scope=\"col\">").Append(Escape(grid.Headings[c])).Append("</th>");
        text.Append("</tr>\n</thead>\n<tbody>\n");
        foreach (var row in grid.Body) AppendRow(text, row, grid.Texts);
        text.Append("</tbody>\n");
        if (grid.Foot.Length > 0)
        {
            text.Append("<tfoot>\n");
            foreach (var row in grid.Foot) AppendRow(text, row, grid.Texts);
            text.Append("</tfoot>\n");
        }

        text.Append("</table>\n</figure>\n");
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<GridCell> cells, int texts)
    {
        text.Append("<tr>");
        for (var c = 0; c < cells.Count; c++)
        {
            var cell = cells[c];
            var content = (cell.IsBest ? $"<strong>{Escape(cell.Text)}</strong>" : Escape(cell.Text)) + Escape(cell.Mark);
            var kind = c < texts ? " class=\"w\"" : cell.Verdict is { } v ? $" class=\"{v.ToString().ToLowerInvariant()}\"" : "";
            text.Append(c < texts ? $"<th{kind} scope=\"row\">{content}</th>" : $"<td{kind}>{content}</td>");
        }

        text.Append("</tr>\n");
    }

    private static string Symbol(MetricDefinition metric) => $"{Escape(metric.Title)} {(metric.HigherIsBetter ? "↑" : "↓")}";

    private static string Escape(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
}
