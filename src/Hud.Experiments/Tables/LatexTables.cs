using System.Globalization;
using System.Text;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>booktabs tables to \input into a document, and one list of notes after them.</summary>
internal static class LatexTables
{
    public static string Render(ExperimentTables tables)
    {
        var text = new StringBuilder()
            .Append("% Needs \\usepackage{booktabs,graphicx}. Experiment ").Append(LatexText.Escape(tables.Plan.Id)).Append('\n');
        foreach (var grid in Grids.Of(tables)) Append(text, grid, tables.Plan);
        text.Append("\\clearpage\n\\begin{itemize}\\footnotesize\n");
        foreach (var note in tables.Notes) text.Append("\\item[--] ").Append(LatexText.Escape(note)).Append('\n');
        return text.Append("\\end{itemize}\n").ToString();
    }

    private static void Append(StringBuilder text, Grid grid, ExperimentPlan plan)
    {
        text.Append("\\begin{table*}\n\\centering\n\\caption{")
            .Append(grid.Metric is { } metric ? Symbol(metric) + ": " : "")
            .Append(LatexText.Escape(grid.Title)).Append(". Experiment ").Append(LatexText.Escape(plan.Id)).Append(".}\n\\smallskip\n")
            .Append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n\\begin{tabular}{")
            .Append('l', grid.Texts).Append('r', grid.Headings.Length - grid.Texts).Append("}\n\\toprule\n");
        AppendSpans(text, grid);
        text.AppendJoin(" & ", grid.Headings.Select(LatexText.Escape)).Append(" \\\\\n\\midrule\n");
        foreach (var row in grid.Body) AppendRow(text, row);
        if (grid.Foot.Length > 0) text.Append("\\midrule\n");
        foreach (var row in grid.Foot) AppendRow(text, row);
        text.Append("\\bottomrule\n\\end{tabular}}\n");
        // A table may be copied out of the file without the list of notes.
        foreach (var note in MainNotes.Methods(plan))
            text.Append("\n\\smallskip{\\footnotesize ").Append(LatexText.Escape(note)).Append("}\n");
        text.Append("\\end{table*}\n");
    }

    private static void AppendSpans(StringBuilder text, Grid grid)
    {
        if (grid.Spans.IsEmpty) return;
        foreach (var span in grid.Spans)
            text.Append(" & \\multicolumn{").Append(Number(span.Width)).Append("}{c}{").Append(Symbol(span.Metric)).Append('}');
        text.Append(" \\\\\n");
        var first = grid.Texts + 1;
        foreach (var span in grid.Spans)
        {
            text.Append("\\cmidrule(lr){").Append(Number(first)).Append('-').Append(Number(first + span.Width - 1)).Append('}');
            first += span.Width;
        }

        text.Append('\n');
    }

    private static void AppendRow(StringBuilder text, IEnumerable<GridCell> cells) =>
        text.AppendJoin(" & ", cells.Select(Cell)).Append(" \\\\\n");

    private static string Cell(GridCell cell) =>
        (cell.IsBest ? $"\\textbf{{{LatexText.Escape(cell.Text)}}}" : LatexText.Escape(cell.Text)) + LatexText.Escape(cell.Mark);

    private static string Symbol(MetricDefinition metric) =>
        $"${MetricLayout.Of(metric.Name).Latex}$ {(metric.HigherIsBetter ? "$\\uparrow$" : "$\\downarrow$")}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
