using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Search;

namespace Hud.Experiments.Tables;

/// <summary>One point of a search, as tables and figures see it.</summary>
/// <param name="Number">From 1, in order of suggestion.</param>
/// <param name="Front">Of a done point: 0 where no other beats it in every objective; null otherwise.</param>
/// <param name="Values">Parallel to the space; null where a parameter does not count.</param>
/// <param name="Measured">Parallel to the objectives: the metric's mean over seeds, or its mean distance to the floor; null unless done.</param>
/// <param name="Stopped">Why it was stopped early; null where it was not.</param>
public sealed record TriedRow(
    int Number, int? Front, ImmutableArray<string?> Values, ImmutableArray<double?> Measured, string? Stopped)
{
    /// <summary>All points of the plan, best first: by front, then by the first objective; then those stopped, then those without result.
    /// </summary>
    public static ImmutableArray<TriedRow> Of(SearchPlan search, ImmutableArray<TrialSpec> trials, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(ledger);
        var stops = trials.Select(t => ledger.Stopped.GetValueOrDefault(TrialKey.Of(t).Value)).ToList();
        var ends = trials.Zip(stops, (t, stop) => ledger.Find(TrialKey.Of(t)) is { } result ? new TrialEnd(PointStanding.Done, result)
            : new TrialEnd(stop is null ? PointStanding.Open : PointStanding.Stopped, null)).ToList();
        var history = SearchRun.History(search, trials, ends);
        var done = Enumerable.Range(0, history.Length).Where(i => history[i].Standing == PointStanding.Done).ToList();
        var fronts = Pareto.Fronts([.. done.Select(i => history[i].Losses)]);
        var rows = history.Select((point, i) => new TriedRow(
            i + 1, done.IndexOf(i) is >= 0 and var place ? fronts[place] : null,
            [.. search.Space.Select(p => point.Values.GetValueOrDefault(p.Name))],
            [.. search.Objectives.Select((o, k) => point.Losses is [_, ..] losses ? o.Goal == ObjectiveGoal.Maximise ? -losses[k] : losses[k] : (double?)null)],
            Enumerable.Range(i * search.Seeds.Length, search.Seeds.Length).Select(t => stops[t]).FirstOrDefault(s => s is not null)));
        return
        [
            .. rows.OrderBy(r => r.Front ?? int.MaxValue)
                .ThenBy(r => history[r.Number - 1].Losses is [var first, ..] ? double.IsNaN(first) ? double.MaxValue : first : double.PositiveInfinity)
                .ThenBy(r => r.Stopped is null).ThenBy(r => r.Number),
        ];
    }
}
