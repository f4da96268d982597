using System.Globalization;
using System.Text;

namespace Hud.Experiments.Tables;

/// <summary>booktabs tables to \input into a document; metrics side by side over the methods, as the paper's table I.</summary>
internal static class LatexTables
{
    private static readonly CellSigns Signs = new("$\\pm$", "$<$", "--", "--");

    public static string Render(ExperimentTables tables)
    {
        var text = new StringBuilder()
            .Append("% Needs \\usepackage{booktabs,graphicx}. Experiment ").Append(LatexText.Escape(tables.Plan.Id)).Append('\n');
        foreach (var table in tables.Tables) Append(text, table, tables);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ResultTable table, ExperimentTables tables)
    {
        var width = table.Columns.Length + 1;
        text.Append("\\begin{table*}\n\\centering\n")
            .Append("\\caption{").Append(LatexText.Escape(table.Title)).Append(". Experiment ")
            .Append(LatexText.Escape(tables.Plan.Id)).Append(".}\n")
            .Append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n")
            .Append("\\begin{tabular}{l").Append('r', width * table.Metrics.Length).Append("}\n\\toprule\n");

        foreach (var metric in table.Metrics)
        {
            text.Append(" & \\multicolumn{").Append(Number(width)).Append("}{c}{$").Append(MetricLayout.Of(metric.Name).Latex)
                .Append(metric.HigherIsBetter ? "$ $\\uparrow$}" : "$ $\\downarrow$}");
        }

        text.Append(" \\\\\n");
        for (var i = 0; i < table.Metrics.Length; i++)
            text.Append("\\cmidrule(lr){").Append(Number(2 + (i * width))).Append('-').Append(Number(1 + ((i + 1) * width))).Append('}');
        text.Append("\nScene");
        foreach (var _ in table.Metrics)
        {
            foreach (var column in table.Columns) text.Append(" & ").Append(LatexText.Escape(column.Label));
            text.Append(" & floor");
        }

        text.Append(" \\\\\n\\midrule\n");
        AppendRows(text, table);
        text.Append("\\bottomrule\n\\end{tabular}}\n\n\\smallskip\n\\begin{minipage}{\\linewidth}\\footnotesize\n")
            .AppendJoin("\\par\n", tables.Notes.Select(LatexText.Escape))
            .Append("\n\\end{minipage}\n\\end{table*}\n");
    }

    private static void AppendRows(StringBuilder text, ResultTable table)
    {
        var digits = table.Metrics.Select(m => MetricLayout.Of(m.Name).Digits).ToArray();
        foreach (var row in table.Rows)
        {
            text.Append(LatexText.Escape(row.Label));
            for (var i = 0; i < digits.Length; i++)
            {
                foreach (var cell in row.Metrics[i].Cells)
                    text.Append(" & ").Append(CellText.Of(cell, digits[i], Signs));
                text.Append(" & ").Append(CellText.Floor(row.Metrics[i].Floors, digits[i], Signs));
            }

            text.Append(" \\\\\n");
        }

        if (table.Rows.Length < 2) return;
        text.Append("\\midrule\nMean");
        for (var i = 0; i < digits.Length; i++)
        {
            for (var c = 0; c < table.Columns.Length; c++)
                text.Append(" & ").Append(CellText.Average(table.Rows.Select(r => r.Metrics[i].Cells[c]), digits[i], Signs));
            text.Append(" & ");
        }

        text.Append(" \\\\\n");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
