using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Reports;

/// <summary>Two experiments, or two runs of one, side by side.</summary>
/// <param name="Rows">Cells that both have, in the order of the first.</param>
/// <param name="Equal">Trials of both (same key) whose metrics are the same to the last bit.</param>
/// <param name="Unequal">Trials of both whose metrics are not: code, libraries or processors differ.</param>
/// <param name="Environment">Facts that differ, "hud: 0.1.0 | 0.2.0".</param>
public sealed record RecordDiff(ImmutableArray<DiffRow> Rows, int Equal, ImmutableArray<TrialKey> Unequal, ImmutableArray<string> Environment)
{
    public static RecordDiff Of(ExperimentRecord a, ExperimentRecord b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (left, right) = (Cells(a), Cells(b));
        var rows = left.Where(cell => right.ContainsKey(cell.Key))
            .Select(cell => DiffRow.Of(cell.Key.Metric, cell.Key.Scene, cell.Key.Column, cell.Value, right[cell.Key])).ToList();
        var tested = rows.Where(r => r.P is not null).ToList();
        var adjusted = Holm.Adjust([.. tested.Select(r => r.P!.Value)]);
        var p = tested.Zip(adjusted).ToDictionary(t => t.First, t => t.Second);
        var both = a.Ledger.Results.Where(r => b.Ledger.Contains(r.Key))
            .Select(r => (r.Key, Same: SameMetrics(r.Result, b.Ledger.Find(r.Key)!))).ToList();
        return new(
            [.. rows.Select(r => p.TryGetValue(r, out var value) ? r with { P = value } : r)],
            both.Count(t => t.Same), [.. both.Where(t => !t.Same).Select(t => t.Key)], [.. EnvironmentOf(a, b)]);
    }

    private static Dictionary<(string Metric, string Scene, string Column), List<double>> Cells(ExperimentRecord record)
    {
        var cells = new Dictionary<(string, string, string), List<double>>();
        foreach (var trial in record.Plan.Trials)
        {
            if (record.Ledger.Find(TrialKey.Of(trial)) is not { } result) continue;
            foreach (var metric in result.Metrics)
            {
                // Other versions of a metric are other numbers.
                var place = ($"{metric.Name} v{metric.Version}", trial.Scene.Name, TableColumn.Of(trial, record.Plan.Sweep).Label);
                if (!cells.TryGetValue(place, out var values)) cells[place] = values = [];
                values.Add(metric.Value);
            }
        }

        return cells;
    }

    private static bool SameMetrics(TrialResult a, TrialResult b) =>
        a.Metrics.Select(m => (m.Name, m.Version, m.Value)).SequenceEqual(b.Metrics.Select(m => (m.Name, m.Version, m.Value)));

    private static IEnumerable<string> EnvironmentOf(ExperimentRecord a, ExperimentRecord b)
    {
        var (left, right) = (Facts(a), Facts(b));
        return
            from name in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal)
            let pair = (A: left.GetValueOrDefault(name, "–"), B: right.GetValueOrDefault(name, "–"))
            where pair.A != pair.B
            select $"{name}: {pair.A} | {pair.B}";

        static Dictionary<string, string> Facts(ExperimentRecord record) => record.Ledger.Results
            .SelectMany(r => r.Result.Environment).GroupBy(e => e.Key)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(e => e.Value).Distinct().Order(StringComparer.Ordinal)));
    }
}

/// <param name="Metric">With its version: "fid v1".</param>
/// <param name="Difference">Mean of the second less that of the first.</param>
/// <param name="P">Welch's test, Holm over all rows; null where a side has fewer than two seeds.</param>
public sealed record DiffRow(string Metric, string Scene, string Column, Summary A, Summary B, double Difference, double? P)
{
    internal static DiffRow Of(string metric, string scene, string column, List<double> a, List<double> b)
    {
        var (left, right) = (Summary.Of(a)!, Summary.Of(b)!);
        return new(metric, scene, column, left, right, right.Mean - left.Mean, WelchTest.P(left, right));
    }
}
