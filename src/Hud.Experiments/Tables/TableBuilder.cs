using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tables;

/// <summary>Plan and ledger to tables.</summary>
public static class TableBuilder
{
    /// <exception cref="InputException">An unknown metric, or results of two versions of one metric.</exception>
    public static ExperimentTables Build(ExperimentPlan plan, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ledger);
        var trials = plan.Trials
            .Select(t => new PlannedTrial(t, TableColumn.Of(t, plan.Sweep), ledger.Find(TrialKey.Of(t))))
            .ToImmutableArray();
        CheckVersions(plan, trials);
        var asked = plan.Trials.SelectMany(t => t.Evaluation.Metrics).ToHashSet(StringComparer.Ordinal);
        var known = MetricDefinitions.All.Where(m => asked.Contains(m.Name)).ToImmutableArray();
        if (asked.Except(known.Select(m => m.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new InputException(plan.Id, "metrics", unknown, "this build has no such metric");

        var columns = trials.Select(t => t.Column).Distinct().ToImmutableArray();
        var scenes = trials.Select(t => t.Spec.Scene).Distinct().ToImmutableArray();
        var tables = known.GroupBy(m => MetricLayout.Of(m.Name).Group)
            .Select(g => new ResultTable(g.Key, [.. g], columns, [.. scenes.Select(s => Row(s, [.. g], columns, trials))]))
            .ToImmutableArray();
        return new ExperimentTables(plan, tables, TableNotes.Of(plan, known, columns, scenes, trials));
    }

    private static TableRow Row(
        ScenePin scene, ImmutableArray<MetricDefinition> metrics, ImmutableArray<TableColumn> columns,
        ImmutableArray<PlannedTrial> trials)
    {
        var here = trials.Where(t => t.Spec.Scene == scene).ToLookup(t => t.Column);
        return new TableRow(scene, [.. metrics.Select(m =>
        {
            var cells = columns.Select(c => BuildCell(m.Name, [.. here[c]])).ToImmutableArray();
            var floors = cells.Select(c => c?.Floor).OfType<double>().ToArray();
            return new MetricCells(cells, floors.Length == 0 ? null : (floors.Min(), floors.Max()));
        })]);
    }

    private static Cell? BuildCell(string metric, ImmutableArray<PlannedTrial> trials)
    {
        if (trials.IsEmpty) return null;
        var values = trials.Select(t => t.Value(metric)).OfType<MetricValue>().ToList();
        var floor = Summary.Of(values.Select(v => v.Floor).OfType<double>())?.Mean;
        return new Cell(Summary.Of(values.Select(v => v.Value)), floor, [.. trials.Select(t => t.Spec)]);
    }

    private static void CheckVersions(ExperimentPlan plan, ImmutableArray<PlannedTrial> trials)
    {
        foreach (var metric in trials.SelectMany(t => t.Result?.Metrics ?? []).GroupBy(m => m.Name))
        {
            var versions = metric.Select(m => m.Version).Distinct().Order().ToArray();
            if (versions.Length > 1)
            {
                throw new InputException(plan.Id, metric.Key, string.Join(" and ", versions),
                    "results of different versions of a metric cannot share a table; run the older trials again");
            }
        }
    }
}
