using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tables;

/// <summary>The tried points of a search, best first.</summary>
internal static class SearchGrid
{
    /// <param name="most">Rows; null for all.</param>
    public static Grid Of(ExperimentTables tables, int? most = null)
    {
        var search = tables.Plan.Search!;
        var several = search.Objectives.Length > 1;
        var shown = tables.Tried.Take(most ?? int.MaxValue).ToImmutableArray();
        return new Grid(
            null, Title(search, tables.Tried, shown.Length), 2 + search.Space.Length, [],
            [several ? "front" : "place", "state", .. search.Space.Select(p => Last(p.Name)), .. search.Objectives.Select(o => o.Heading()), "point"],
            [.. shown.Select((row, i) => Row(row, several ? row.Front + 1 : i + 1, search))], []);
    }

    private static ImmutableArray<GridCell> Row(TriedRow row, int? place, SearchPlan search) =>
    [
        row.Front is null ? CellText.None : Text($"{place}"),
        row.Front is not null ? "done" : row.Stopped is not null ? "stopped early" : "no result",
        .. row.Values.Select(v => (GridCell)(v ?? CellText.None)),
        .. row.Measured.Select((v, k) => new GridCell(
            CellText.OrNone(v, MetricLayout.Of(search.Objectives[k].Metric).Digits + (search.Objectives[k].Goal == ObjectiveGoal.Floor ? 1 : 0)))),
        Text($"{row.Number}"),
    ];

    private static string Title(SearchPlan search, ImmutableArray<TriedRow> tried, int shown)
    {
        var stopped = tried.Count(r => r.Stopped is not null);
        return Text($"Points tried, best first: {tried.Length} of {search.Points} ({search.Sampler.ToString().ToLowerInvariant()})")
            + (stopped > 0 ? Text($", {stopped} stopped early") : "") + (shown < tried.Length ? Text($"; the first {shown}") : "");
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
