namespace Hud.Experiments.Tables;

/// <summary>What is printed, in order.</summary>
internal static class Grids
{
    /// <summary>The paper's layout has a column for each method, and a search far too many of them.</summary>
    public static IEnumerable<Grid> Of(ExperimentTables tables) =>
        (tables.Plan.Search is null ? PaperGrids.Of(tables) : [SearchGrid.Of(tables)]).Concat(DetailGrids.Of(tables));

    /// <summary>What fits a terminal: the paper's metrics (or all, where there is none of them), methods in rows; of a search the best points.</summary>
    public static IEnumerable<Grid> Compact(ExperimentTables tables)
    {
        if (tables.Plan.Search is not null) return [SearchGrid.Of(tables, most: 10)];
        var chosen = tables.Tables.Where(t => MetricLayout.Of(t.Metrics[0].Name).IsInPaper).ToList();
        return from table in chosen.Count == 0 ? [.. tables.Tables] : chosen
               from metric in Enumerable.Range(0, table.Metrics.Length)
               select DetailGrids.Matrix(table, metric, tables.Plan);
    }
}
