using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Tables;

namespace Hud.Experiments.Reports;

/// <summary>One measured number of one trial, with what tells it from the others: a line for whoever computes with them.</summary>
/// <param name="Settings">Values of the experiment's swept settings; those that the method lacks are left out.</param>
public sealed record MetricRow(
    string Experiment, TrialKey Trial, TrialSpec Spec, ImmutableSortedDictionary<string, string> Settings, MetricValue Metric)
{
    /// <summary>Of all trials that are recorded, in plan order.</summary>
    public static IEnumerable<MetricRow> Of(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return
            from spec in record.Plan.Trials
            let key = TrialKey.Of(spec)
            let result = record.Ledger.Find(key)
            where result is not null
            let settings = TableColumn.Of(spec, record.Plan.Sweep).Settings.ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal)
            from metric in result.Metrics
            select new MetricRow(record.Plan.Id, key, spec, settings, metric);
    }
}
