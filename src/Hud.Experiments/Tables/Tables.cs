using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

public enum TableFormat { Markdown, Csv, Latex, Json, Html }

/// <summary>Tables as text; same plan and ledger, same bytes.</summary>
public static class Tables
{
    /// <exception cref="InputException">As <see cref="TableBuilder.Build"/>.</exception>
    public static string Render(ExperimentPlan plan, Ledger ledger, TableFormat format)
    {
        var tables = TableBuilder.Build(plan, ledger);
        return format switch
        {
            TableFormat.Markdown => MarkdownTables.Render(tables),
            TableFormat.Csv => CsvTables.Render(tables),
            TableFormat.Latex => LatexTables.Render(tables),
            TableFormat.Json => JsonTables.Render(tables),
            TableFormat.Html => HtmlTables.Render(tables),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "unknown format"),
        };
    }

    /// <summary>Markdown for the end of a run on a terminal: what fits there.</summary>
    /// <exception cref="InputException">As <see cref="TableBuilder.Build"/>.</exception>
    public static string Compact(ExperimentPlan plan, Ledger ledger) => MarkdownTables.RenderCompact(TableBuilder.Build(plan, ledger));

    /// <summary>The name of the file in a run folder: tables.md, .csv, .tex, .json, .html.</summary>
    public static string FileName(TableFormat format) => "tables." + Extension(format);

    /// <summary>The word for the format on the command line, and its file's extension.</summary>
    public static string Extension(TableFormat format) => format switch
    {
        TableFormat.Markdown => "md",
        TableFormat.Csv => "csv",
        TableFormat.Latex => "tex",
        TableFormat.Json => "json",
        TableFormat.Html => "html",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "unknown format"),
    };
}
