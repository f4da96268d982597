using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tables;

/// <summary>Our layout: one metric a table, with intervals, floors and counts.</summary>
internal static class DetailGrids
{
    public static IEnumerable<Grid> Of(ExperimentTables tables) =>
        from table in tables.Tables
        from metric in Enumerable.Range(0, table.Metrics.Length)
        select table.Published[metric] is { } published
            ? Long(table, metric, published, tables.Plan)
            : Matrix(table, metric, tables.Plan);

    /// <summary>Methods in rows, scenes in columns: five scenes fit a terminal.</summary>
    public static Grid Matrix(ResultTable table, int metric, ExperimentPlan plan)
    {
        var definition = table.Metrics[metric];
        var digits = MetricLayout.Of(definition.Name).Digits;
        var severalScenes = table.Rows.Length > 1;
        ImmutableArray<GridCell> Row(TableColumn column, int index) =>
        [
            CellText.Heading(column, plan),
            .. table.Rows.Select(r => CellText.Interval(r.Metrics[metric].Cells[index], digits)),
            .. severalScenes ? [(GridCell)Mean(table, metric, index, digits)] : Array.Empty<GridCell>(),
        ];
        return new Grid(
            definition, table.Title, 1, [],
            ["method", .. table.Rows.Select(r => r.Label), .. severalScenes ? ["mean"] : Array.Empty<string>()],
            [.. table.Columns.Select(Row)],
            [
                [
                    "floor", .. table.Rows.Select(r => (GridCell)CellText.Floor(r.Metrics[metric].Floors, digits)),
                    .. severalScenes ? [(GridCell)""] : Array.Empty<GridCell>(),
                ],
            ]);
    }

    /// <summary>One row for each scene and method, beside its published number.</summary>
    private static Grid Long(ResultTable table, int metric, PublishedMetric published, ExperimentPlan plan)
    {
        var definition = table.Metrics[metric];
        var digits = MetricLayout.Of(definition.Name).Digits;
        var body = from row in table.Rows
                   from column in Enumerable.Range(0, table.Columns.Length)
                   let cell = row.Metrics[metric].Cells[column]
                   where cell is not null
                   select Row(row.Label, CellText.Heading(table.Columns[column], plan), cell, digits);
        return new Grid(
            definition, $"{table.Title}, beside {plan.Published!.Source}", 2, [],
            ["scene", "method", "mean", "done", "floor", "published", "difference", "verdict"],
            [.. body],
            table.Rows.Length > 1
                ? [.. table.Columns.Select((c, i) => MeanRow(table, metric, i, CellText.Heading(c, plan), published, plan, digits))]
                : []);
    }

    private static ImmutableArray<GridCell> Row(string scene, string method, Cell cell, int digits) =>
    [
        scene, method, CellText.Bare(cell, digits), FormattableString.Invariant($"{cell.Done}/{cell.Asked}"),
        CellText.Floor(cell.Floor is { } f ? (f, f) : null, digits),
        CellText.Published(cell.Comparison?.Published),
        CellText.Difference(cell.Comparison?.Difference, Math.Max(digits, cell.Comparison?.Published.Scale ?? 0)),
        cell.Comparison is { Verdict: var v } ? new GridCell(CellText.Of(v), Verdict: v) : CellText.None,
    ];

    /// <summary>Our mean over the scenes beside the recomputed one of the same scenes, if all of them were published.</summary>
    private static ImmutableArray<GridCell> MeanRow(
        ResultTable table, int metric, int column, string method, PublishedMetric published, ExperimentPlan plan, int digits)
    {
        var cells = table.Rows.Select(r => r.Metrics[metric].Cells[column]).ToList();
        // An override may give one scene other options, and so another column of the publication or none.
        var places = cells.OfType<Cell>().Select(c => plan.Published!.ColumnOf(c.Trials[0])).Distinct().ToList();
        var theirs = places is [{ } place] ? PublishedAverages.Recomputed(published, place, table.Rows.Select(r => r.Scene.Name)) : null;
        var ours = CellText.Average(cells);
        var comparable = !published.OnAnotherScale && table.Rows.All(r => r.Scene.Provenance == Provenance.Original);
        return
        [
            "mean", method, CellText.OrNone(ours, digits),
            FormattableString.Invariant($"{cells.Sum(c => c?.Done ?? 0)}/{cells.Sum(c => c?.Asked ?? 0)}"), "",
            PublishedAverages.Text(published, theirs), CellText.Difference(ours - (double?)theirs, digits),
            theirs is null || comparable ? "" : new GridCell(CellText.Of(Verdict.NotComparable), Verdict: Verdict.NotComparable),
        ];
    }

    private static string Mean(ResultTable table, int metric, int column, int digits) =>
        CellText.OrNone(CellText.Average(table.Rows.Select(r => r.Metrics[metric].Cells[column])), digits);
}
