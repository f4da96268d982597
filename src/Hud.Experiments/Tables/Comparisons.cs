using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;
using Hud.Experiments.Targets;

namespace Hud.Experiments.Tables;

/// <summary>Sets every cell beside its published number and says what follows.</summary>
internal static class Comparisons
{
    private sealed record Claim(int Row, int Column, decimal Published, double Margin, MarginTest? Test, bool Comparable);

    /// <param name="rows">All cells of one metric: a row for each scene. They are one family for Holm.</param>
    /// <param name="looks">How often the verdicts are looked at before they stand.</param>
    public static ImmutableArray<ImmutableArray<Cell?>> In(
        ImmutableArray<ImmutableArray<Cell?>> rows, MetricDefinition metric, PublishedNumbers? published, int looks)
    {
        if (published?.Find(metric.Name) is not { } targets) return rows;
        var claims =
            (from row in Enumerable.Range(0, rows.Length)
             from column in Enumerable.Range(0, rows[row].Length)
             let claim = Of(row, column, rows[row][column], published, targets)
             where claim is not null
             select claim).ToList();
        var tested = claims.Where(c => c is { Comparable: true, Test: not null }).ToList();
        var adjusted = Holm.Adjust([.. tested.Select(c => Math.Min(1, looks * c.Test!.P))]);
        var result = rows.ToBuilder();
        foreach (var claim in claims)
        {
            var index = tested.IndexOf(claim);
            var cell = result[claim.Row][claim.Column]!;
            result[claim.Row] = result[claim.Row].SetItem(claim.Column, cell with
            {
                Comparison = new Comparison(
                    claim.Published, claim.Margin, cell.Summary?.Mean - (double)claim.Published,
                    index < 0 ? null : claim.Test!.P, index < 0 ? null : adjusted[index],
                    Judge(claim, index < 0 ? 1 : adjusted[index], metric)),
            });
        }

        return result.ToImmutable();
    }

    private static Claim? Of(int row, int column, Cell? cell, PublishedNumbers published, PublishedMetric targets)
    {
        if (cell is null || published.ColumnOf(cell.Trials[0]) is not { } place) return null;
        var scene = cell.Trials[0].Scene;
        if (targets.Value(scene.Name, place) is not { } value) return null;
        var margin = targets.MarginOf(value);
        var test = cell.Summary is { } ours ? MarginTest.Of(ours, (double)value, margin) : null;
        return new Claim(row, column, value, margin, test, scene.Provenance == Provenance.Original && !targets.OnAnotherScale);
    }

    private static Verdict Judge(Claim claim, double p, MetricDefinition metric) => claim switch
    {
        { Comparable: false } => Verdict.NotComparable,
        { Test: null } => Verdict.Undecided,
        _ when p > Holm.Level => Verdict.Undecided,
        { Test: var test } when test.P == test.Within => Verdict.Reproduced,
        { Test: var test } => test.P == test.Above == metric.HigherIsBetter ? Verdict.Better : Verdict.Worse,
    };
}
