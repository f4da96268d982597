using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Tables;

/// <summary>A trial with the column it falls into and its result, if there is one.</summary>
internal sealed record PlannedTrial(TrialSpec Spec, TableColumn Column, TrialResult? Result)
{
    public MetricValue? Value(string metric) => Result?.Metrics.FirstOrDefault(m => m.Name == metric);
}
