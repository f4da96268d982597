using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Experiments.Tables;

/// <summary>Plan and ledger to tables.</summary>
public static class TableBuilder
{
    /// <exception cref="InputException">An unknown metric, or results of another version of a metric than this build's.</exception>
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
            .Select(g => Table(plan, g.Key, [.. g], columns, scenes, trials))
            .ToImmutableArray();
        return new ExperimentTables(
            plan, tables, MainNotes.Of(plan, tables, scenes, trials, ledger.Stopped.Count), FurtherNotes.Of(plan, known, columns, scenes, trials))
        {
            Tried = plan.Search is { } search ? TriedRow.Of(search, plan.Trials, ledger) : [],
        };
    }

    private static ResultTable Table(
        ExperimentPlan plan, string title, ImmutableArray<MetricDefinition> metrics, ImmutableArray<TableColumn> columns,
        ImmutableArray<ScenePin> scenes, ImmutableArray<PlannedTrial> trials)
    {
        var judged = metrics.Select(m => Judged(plan, m, columns, scenes, trials)).ToList();
        return new ResultTable(
            title, metrics, [.. metrics.Select(m => plan.Published?.Find(m.Name))], columns,
            [.. scenes.Select((s, i) => new TableRow(s, [.. judged.Select(j => j[i])]))]);
    }

    /// <summary>One metric's cells for each scene: first the numbers, then what they say, which takes all of them.</summary>
    private static ImmutableArray<MetricCells> Judged(
        ExperimentPlan plan, MetricDefinition metric, ImmutableArray<TableColumn> columns, ImmutableArray<ScenePin> scenes,
        ImmutableArray<PlannedTrial> trials)
    {
        var rows = scenes.Select(s =>
        {
            var here = trials.Where(t => t.Spec.Scene == s).ToLookup(t => t.Column);
            return columns.Select(c => BuildCell(metric, [.. here[c]])).ToImmutableArray();
        }).ToImmutableArray();
        var looks = plan.UntilDecided?.Looks ?? 1;
        rows = Comparisons.In(BestCells.In(rows, metric, looks), metric, plan.Published, looks);
        return
        [
            .. rows.Select(cells =>
            {
                var floors = cells.Select(c => c?.Floor).OfType<double>().ToArray();
                return new MetricCells(cells, floors.Length == 0 ? null : (floors.Min(), floors.Max()));
            }),
        ];
    }

    private static Cell? BuildCell(MetricDefinition metric, ImmutableArray<PlannedTrial> trials)
    {
        if (trials.IsEmpty) return null;
        var values = trials.Select(t => t.Value(metric.Name)).OfType<MetricValue>().ToList();
        var summary = Summary.Of(values.Select(v => v.Value));
        var floor = Summary.Of(values.Select(v => v.Floor).OfType<double>())?.Mean;
        return new Cell(summary, floor, [.. trials.Select(t => t.Spec)])
        {
            Error = values is [var only] ? only.Error : null,
            IsBeyondFloor = metric.HigherIsBetter ? summary?.Mean > floor : summary?.Mean < floor,
        };
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

            // The table prints this build's definition.
            if (MetricDefinitions.All.FirstOrDefault(m => m.Name == metric.Key) is { } definition && versions[0] != definition.Version)
            {
                throw new InputException(plan.Id, metric.Key, $"{versions[0]}",
                    $"these results are of another version of the metric than this build's, {definition.Version}; run the trials again");
            }
        }
    }
}
