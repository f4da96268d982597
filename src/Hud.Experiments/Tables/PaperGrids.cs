using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tables;

/// <summary>The layout of the paper's tables I, II and III: scenes in rows, methods in columns, metrics side by side.</summary>
internal static class PaperGrids
{
    /// <summary>Our means, and under them the same table as published.</summary>
    public static IEnumerable<Grid> Of(ExperimentTables tables)
    {
        foreach (var table in tables.Tables.Where(t => MetricLayout.Of(t.Metrics[0].Name).IsInPaper))
        {
            yield return Ours(table, tables.Plan);
            if (tables.Plan.Published is { } published && table.Published.OfType<PublishedMetric>().Any())
                yield return AsPublished(table, published);
        }
    }

    private static Grid Ours(ResultTable table, ExperimentPlan plan)
    {
        var digits = table.Metrics.Select(m => MetricLayout.Of(m.Name).Digits).ToArray();
        ImmutableArray<GridCell> Row(TableRow row) =>
        [
            row.Label,
            .. row.Metrics.SelectMany((m, i) => m.Cells.Select(c => CellText.Mean(c, digits[i]))
                .Append(CellText.Floor(m.Floors, digits[i]))),
        ];
        ImmutableArray<GridCell> mean =
        [
            "mean",
            .. digits.SelectMany((d, i) => table.Columns
                .Select((_, c) => (GridCell)CellText.OrNone(CellText.Average(table.Rows.Select(r => r.Metrics[i].Cells[c])), d))
                .Append("")),
        ];
        return new Grid(
            null, table.Title, 1, [.. table.Metrics.Select(m => new GridSpan(m, table.Columns.Length + 1))],
            ["scene", .. table.Metrics.SelectMany(_ => table.Columns.Select(c => CellText.Heading(c, plan)).Append("floor"))],
            [.. table.Rows.Select(Row)], table.Rows.Length > 1 ? [mean] : []);
    }

    private static Grid AsPublished(ResultTable table, PublishedNumbers published)
    {
        var pairs = table.Metrics.Zip(table.Published).Where(p => p.Second is not null).ToList();
        var metrics = pairs.Select(p => p.Second!).ToList();
        var columns = Enumerable.Range(0, published.Columns.Length).ToList();
        var scenes = metrics.SelectMany(m => m.Rows.Select(r => r.Scene)).Distinct();
        var numbers = string.Join(", ", metrics.Select(m => m.Table).Where(t => t.Length > 0).Distinct());
        return new Grid(
            null, $"{table.Title}, as published ({published.Source}{(numbers.Length > 0 ? $"; table {numbers}" : "")})", 1,
            [.. pairs.Select(p => new GridSpan(p.First, columns.Count))],
            ["scene", .. metrics.SelectMany(_ => published.Columns.Select(c => c.Name))],
            [
                .. scenes.Select(s => (ImmutableArray<GridCell>)
                    [s, .. metrics.SelectMany(m => columns.Select(c => (GridCell)CellText.Published(m.Value(s, c))))]),
            ],
            [
                ["mean, printed", .. metrics.SelectMany(m => columns.Select(c => new GridCell(CellText.Published(m.Averages[c]))
                {
                    Mark = PublishedAverages.Check(m, c) == AverageFault.Contradiction ? CellText.Contradiction : "",
                }))],
                ["mean, recomputed", .. metrics.SelectMany(m => columns.Select(c =>
                    (GridCell)PublishedAverages.Text(m, PublishedAverages.Recomputed(m, c))))],
            ]);
    }
}
