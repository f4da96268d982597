using System.Collections.Immutable;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tables;

/// <summary>Finds the cells that are best in their row beyond doubt. Floors take no part: they are no methods.</summary>
internal static class BestCells
{
    /// <param name="rows">All cells of one metric: a row for each scene.</param>
    /// <param name="looks">How often the cells are looked at before their seeds are complete.</param>
    public static ImmutableArray<ImmutableArray<Cell?>> In(
        ImmutableArray<ImmutableArray<Cell?>> rows, MetricDefinition metric, int looks)
    {
        var claims = rows.Select((cells, row) => (Row: row, Claim: Leader(cells, metric.HigherIsBetter)))
            .Where(c => c.Claim is not null).Select(c => (c.Row, c.Claim!.Value.Column, c.Claim.Value.P)).ToList();
        var adjusted = Holm.Adjust([.. claims.Select(c => Math.Min(1, looks * c.P))]);
        var result = rows.ToBuilder();
        foreach (var ((row, column, _), p) in claims.Zip(adjusted))
        {
            if (p <= Holm.Level) result[row] = result[row].SetItem(column, result[row][column]! with { IsBest = true });
        }

        return result.ToImmutable();
    }

    /// <summary>The column with the best mean and the p value of "it differs from every other": the largest of the pairwise
    /// ones, an intersection-union test. Null while a planned cell has no two seeds.</summary>
    private static (int Column, double P)? Leader(ImmutableArray<Cell?> cells, bool higherIsBetter)
    {
        var columns = Enumerable.Range(0, cells.Length).Where(c => cells[c] is not null).ToList();
        if (columns.Count < 2 || columns.Any(c => !(cells[c]!.Done > 1 && double.IsFinite(cells[c]!.Summary!.Mean)))) return null;
        double Mean(int column) => cells[column]!.Summary!.Mean;
        var best = higherIsBetter ? columns.MaxBy(Mean) : columns.MinBy(Mean);
        return (best, columns.Where(c => c != best).Max(c => WelchTest.P(cells[best]!.Summary!, cells[c]!.Summary!) ?? 1));
    }
}
