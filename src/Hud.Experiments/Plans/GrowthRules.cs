using System.Collections.Immutable;
using Hud.Experiments.Results;
using Hud.Experiments.Search;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Plans;

/// <summary>What a plan that grows must be, whoever made it: once it is taken, nobody is there to mend it.</summary>
public static class GrowthRules
{
    /// <param name="plan">With complete trials.</param>
    /// <returns>The rule that is broken; null for a sound plan, and for one that does not grow.</returns>
    public static string? Broken(ExperimentPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return (plan.Search, plan.UntilDecided) switch
        {
            (null, null) => null,
            (not null, not null) => "a plan has a search or seeds until decided, not both",
            ({ } search, _) => plan.Published is not null || plan.Targets is not null
                ? "published numbers are compared with trials that run to their end: a search has none"
                : SpaceRules.Broken(search.Space, plan.Trials[0]) ?? OfSearch(search, plan.Trials[0]) ?? OfPoints(search, plan.Trials),
            (_, { } until) => OfSeeds(until, plan),
        };
    }

    private static string? OfSeeds(SeedsUntilDecided until, ExperimentPlan plan)
    {
        if (until is not { Min: >= 2, Max: <= SeedReader.MostUntilDecided } || until.Max <= until.Min)
            return $"seeds until decided are from at least 2 to more than that, at most {SeedReader.MostUntilDecided}";
        return plan.Published is
        {
            Columns.IsDefaultOrEmpty: false, Metrics.IsDefaultOrEmpty: false
        } numbers
            && numbers.Columns.All(c => c is { Name: not null, Method: not null, Options: not null })
            && numbers.Metrics.All(m => m is { Name: not null, Rows.IsDefault: false }
                && m.Rows.All(r => r is { Scene: not null, Values.IsDefault: false } && r.Values.Length == numbers.Columns.Length))
            ? null
            : "verdicts are about published numbers, and the plan has none";
    }

    private static string? OfSearch(SearchPlan search, TrialSpec like)
    {
        if (!Enum.IsDefined(search.Sampler)) return "the search has no such sampler";
        if (search.Sampler == SearchSampler.Sobol && search.Space.Length > SobolSequence.MaximumDimensions)
            return $"sobol takes at most {SobolSequence.MaximumDimensions} parameters";
        if (search is not
            {
                Points: >= 1 and <= SearchReader.MostPoints, Parallel: >= 1 and <= SearchReader.MostParallel, Seed: >= 0,
                Start: >= 1 and <= SearchReader.MostPoints,
            }) return "points, parallel, seed or start of the search is out of range";
        if (search.Seeds.IsDefaultOrEmpty || search.Seeds.Distinct().Count() < search.Seeds.Length) return "the search needs seeds, each once";
        if (search.Objectives.IsDefaultOrEmpty || search.Objectives.Any(o => o is null || !Enum.IsDefined(o.Goal)
                || !like.Evaluation.Metrics.Contains(o.Metric) || MetricDefinitions.All.All(m => m.Name != o.Metric)))
            return "the search needs objectives, each a metric that its trials measure";
        if (search.Objectives.DistinctBy(o => o.Metric).Count() < search.Objectives.Length) return "the search has an objective twice";
        return search.Stop is { } stop ? OfStop(stop, search, like) : null;
    }

    private static string? OfStop(StopRule stop, SearchPlan search, TrialSpec like)
    {
        if (!Enum.IsDefined(stop.Kind) || (stop.Kind == StopKind.Asha ? stop.Factor < 2 : stop.After < 1)) return "the rule for stopping is out of range";
        if (stop.Rungs.IsDefaultOrEmpty || stop.Rungs[0] < 1 || stop.Rungs[^1] >= like.Budget.Iterations
            || stop.Rungs.Zip(stop.Rungs.Skip(1)).Any(r => r.First >= r.Second)) return "rungs are ascending steps below the trials' last";
        if (search.Space.Any(p => p.Name == CommonSettings.Iterations)) return "trials are compared at equal steps of one budget";
        return search.Seeds.Length > 1 ? "a search that stops trials early has one seed" : null;
    }

    /// <summary>The trials are points of the space, seed by seed, and alike in everything else.</summary>
    private static string? OfPoints(SearchPlan search, ImmutableArray<TrialSpec> trials)
    {
        var seeds = search.Seeds.Length;
        if (trials.Length % seeds != 0 || trials.Length / seeds > search.Points) return "the search has more trials than points, or seeds missing";
        for (var i = 0; i < trials.Length; i++)
        {
            var (trial, first) = (trials[i], trials[i - (i % seeds)]);
            if (trial.Method != trials[0].Method || search.Space.Any(p => trial.Setting(p.Name) is not { } value || !(SpaceRules.Holds(p, value) || value == p.Otherwise)))
                return "a trial of the search is not in its space";
            var point = search.Space.Aggregate(trials[0], (t, p) => t.With(p.Name, first.Setting(p.Name)!));
            if (TrialKey.Of(trial) != TrialKey.Of(point with { Seed = search.Seeds[i % seeds] })) return "trials of a search differ in its space and seeds alone";
        }

        return null;
    }
}
