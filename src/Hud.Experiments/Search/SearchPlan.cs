using System.Collections.Immutable;
using Hud.Experiments.Results;

namespace Hud.Experiments.Search;

public enum SearchSampler { Random, Sobol, Tpe }

/// <summary>How an experiment looks for good settings: frozen with its plan.</summary>
/// <param name="Points">Points to try in all, at least 1.</param>
/// <param name="Parallel">Points under way at a time, at least 1: more fill more devices, fewer know more of each other.</param>
/// <param name="Seed">Of the search itself; the trials' seeds are their own.</param>
/// <param name="Start">Points that TPE draws at random before it learns from them, at least 1; no other sampler looks at it.</param>
/// <param name="Seeds">Of each point's trials, at least one; just one where trials are stopped early.</param>
/// <param name="Space">At least one parameter; a condition's parameter stands before those that depend on it.</param>
/// <param name="Objectives">At least one.</param>
/// <param name="Stop">Null lets every trial go to its end.</param>
public sealed record SearchPlan(
    SearchSampler Sampler, int Points, int Parallel, long Seed, int Start, ImmutableArray<long> Seeds,
    ImmutableArray<SearchParameter> Space, ImmutableArray<SearchObjective> Objectives, StopRule? Stop = null);

public enum ObjectiveGoal { Minimise, Maximise, Floor }

/// <summary>One thing that the search wants.</summary>
/// <param name="Metric">snake_case name; its mean over the point's seeds counts.</param>
/// <param name="Goal">The metric's own direction, or as near as possible to its floor.</param>
public sealed record SearchObjective(string Metric, ObjectiveGoal Goal)
{
    /// <summary>Lower is better. Without a floor there is no distance to it.</summary>
    public double Loss(double value, double? floor) => Goal switch
    {
        ObjectiveGoal.Minimise => value,
        ObjectiveGoal.Maximise => -value,
        _ => Math.Abs(value - (floor ?? double.NaN)),
    };

    /// <summary>"F_p ↑", "D_b to floor ↓".</summary>
    public string Heading()
    {
        var title = MetricDefinitions.All.First(m => m.Name == Metric).Title;
        return Goal switch
        {
            ObjectiveGoal.Maximise => $"{title} ↑",
            ObjectiveGoal.Minimise => $"{title} ↓",
            _ => $"{title} to floor ↓",
        };
    }
}
