using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Reports;

/// <summary>Estimates from what was measured: a trial takes as long as its finished siblings, which differ in the seed only.</summary>
public static class MeasuredTimes
{
    /// <returns>Seconds of a trial, or null where no sibling is done.</returns>
    public static Func<TrialSpec, double?> Of(ExperimentPlan plan, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ledger);
        var means = plan.Trials
            .Select(t => (Kind: Kind(t), Result: ledger.Find(TrialKey.Of(t))))
            .Where(t => t.Result is not null)
            .GroupBy(t => t.Kind)
            .ToDictionary(g => g.Key, g => g.Average(t => t.Result!.Seconds.Values.Sum()));
        return trial => means.TryGetValue(Kind(trial), out var seconds) ? seconds : null;
    }

    private static TrialKey Kind(TrialSpec trial) => TrialKey.Of(trial with { Seed = 0 });
}
