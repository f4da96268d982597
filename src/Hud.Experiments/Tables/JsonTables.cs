using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>Everything the other formats show, at full precision, with the full keys of every cell's trials.</summary>
internal static class JsonTables
{
    public static string Render(ExperimentTables tables) => JsonText.Write(new
    {
        Format = "hudcluster-tables",
        Version = 1,
        Experiment = tables.Plan.Id,
        tables.Plan.Name,
        tables.Plan.Targets,
        tables.Plan.Methods,
        TrialKey.ResultsVersion,
        Tables = tables.Tables.Select(t => Table(t, tables.Plan)),
        Published = tables.Plan.Published is { } p
            ? new { p.Source, p.Columns, Metrics = p.Metrics.Select(m => Published(m, p.Columns.Length)) }
            : null,
        Search = tables.Plan.Search is { } search
            ? new
            {
                Parameters = search.Space.Select(p => p.Name),
                search.Objectives,
                Points = tables.Tried.Select(r => new { r.Number, r.Front, r.Values, r.Measured, r.Stopped }),
            }
            : null,
        tables.Notes,
    });

    private static object Table(ResultTable table, ExperimentPlan plan) => new
    {
        table.Title,
        table.Metrics,
        Columns = table.Columns.Select(c => new
        {
            c.Label,
            Heading = c.Heading(plan),
            c.Method,
            Settings = c.Settings.ToDictionary(s => s.Name, s => s.Value),
        }),
        Rows = table.Rows.Select(r => new
        {
            r.Label,
            r.Scene,
            Metrics = r.Metrics.Select((m, i) => new
            {
                table.Metrics[i].Name,
                Floor = m.Floors is { } f ? new { f.Low, f.High } : null,
                Cells = m.Cells.Select(Cell).ToImmutableArray(),
            }),
        }),
        Means = table.Metrics.Select((m, i) => new
        {
            m.Name,
            Values = table.Columns.Select((_, c) => CellText.Average(table.Rows.Select(r => r.Metrics[i].Cells[c]))),
        }),
    };

    private static object? Cell(Cell? cell) => cell is null ? null : new
    {
        cell.Done,
        cell.Asked,
        cell.Summary?.Mean,
        cell.Summary?.StandardDeviation,
        HalfWidth95 = cell.Summary?.HalfWidth,
        StandardError = cell.Error,
        cell.Floor,
        cell.IsBest,
        cell.IsBeyondFloor,
        cell.Comparison,
        Trials = cell.Trials.Select(t => TrialKey.Of(t).Value),
    };

    private static object Published(Targets.PublishedMetric metric, int columns) => new
    {
        metric.Name,
        metric.Table,
        metric.Note,
        metric.Margin,
        metric.IsRelative,
        metric.Rows,
        metric.Averages,
        Recomputed = Enumerable.Range(0, columns).Select(c => PublishedAverages.Recomputed(metric, c)),
        AverageFaults = Enumerable.Range(0, columns).Select(c => PublishedAverages.Check(metric, c)),
    };
}
