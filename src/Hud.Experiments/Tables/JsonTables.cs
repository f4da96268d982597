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
        TrialKey.ResultsVersion,
        Tables = tables.Tables.Select(Table),
        tables.Notes,
    });

    private static object Table(ResultTable table) => new
    {
        table.Title,
        table.Metrics,
        Columns = table.Columns.Select(c => new
        {
            c.Label,
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
    };

    private static object? Cell(Cell? cell) => cell is null ? null : new
    {
        cell.Done,
        cell.Asked,
        cell.Summary?.Mean,
        cell.Summary?.StandardDeviation,
        HalfWidth95 = cell.Summary?.HalfWidth,
        cell.Floor,
        Trials = cell.Trials.Select(t => TrialKey.Of(t).Value),
    };
}
