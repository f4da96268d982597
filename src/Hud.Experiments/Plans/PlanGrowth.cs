using System.Collections.Immutable;
using Hud.Experiments.Results;
using Hud.Experiments.Search;

namespace Hud.Experiments.Plans;

/// <summary>Which trials follow from what has come out so far, where a plan says that results lead to more.</summary>
public static class PlanGrowth
{
    /// <summary>Results may add trials to the plan.</summary>
    public static bool Grows(ExperimentPlan plan) => plan is { Search: not null } or { UntilDecided: not null };

    /// <param name="ends">How the plan's trials stand, parallel to them.</param>
    /// <returns>Trials to append to the plan, none of which it has; none for now, or for good once all its trials have ended.</returns>
    public static ImmutableArray<TrialSpec> Next(ExperimentPlan plan, IReadOnlyList<TrialEnd> ends)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ends);
        if (plan.Search is { } search) return SearchRun.Next(search, plan.Trials[0], plan.Trials, ends);
        if (plan.UntilDecided is not { } until || ends.Any(e => e.Standing == PointStanding.Open)) return [];
        var ledger = plan.Trials.Zip(ends).Where(t => t.Second.Result is not null)
            .Aggregate(Ledger.Empty, (all, t) => all.Add(TrialKey.Of(t.First), t.Second.Result!));
        return until.Next(plan, ledger);
    }
}
