using System.Collections.Immutable;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Experiments.Search;

/// <summary>How a trial stands.</summary>
/// <param name="Result">There once it is done.</param>
public readonly record struct TrialEnd(PointStanding Standing, TrialResult? Result);

/// <summary>A search between its plan, whose trials are its points, seed by seed, and the sampler.</summary>
public static class SearchRun
{
    /// <summary>Of each point, in order of suggestion.</summary>
    /// <param name="trials">Those of the plan.</param>
    /// <param name="ends">Parallel to the trials.</param>
    public static ImmutableArray<TriedPoint> History(
        SearchPlan search, ImmutableArray<TrialSpec> trials, IReadOnlyList<TrialEnd> ends)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(ends);
        var seeds = search.Seeds.Length;
        return
        [
            .. Enumerable.Range(0, trials.Length / seeds).Select(point =>
            {
                var here = Enumerable.Range(point * seeds, seeds).Select(i => ends[i]).ToList();
                var standing = Together(here);
                return new TriedPoint(
                    SearchSpace.Of(search.Space, name => trials[point * seeds].Setting(name)), standing,
                    standing == PointStanding.Done ? [.. search.Objectives.Select(o => Loss(o, here))] : []);
            }),
        ];
    }

    /// <summary>The trials of the points to try next: as many as may be under way at a time, up to the search's last.</summary>
    /// <param name="like">Any trial of the search: the points' differ from it in the space's settings and the seed.</param>
    public static ImmutableArray<TrialSpec> Next(
        SearchPlan search, TrialSpec like, ImmutableArray<TrialSpec> trials, IReadOnlyList<TrialEnd> ends)
    {
        ArgumentNullException.ThrowIfNull(search);
        var history = History(search, trials, ends);
        var next = ImmutableArray.CreateBuilder<TrialSpec>();
        while (history.Length < search.Points && history.Count(p => p.Standing == PointStanding.Open) < search.Parallel
            && Suggestion.Next(search, history) is { } point)
        {
            history = history.Add(new TriedPoint(point, PointStanding.Open, []));
            next.AddRange(Trials(search, like, point));
        }

        return next.DrainToImmutable();
    }

    private static IEnumerable<TrialSpec> Trials(
        SearchPlan search, TrialSpec like, ImmutableSortedDictionary<string, string> point)
    {
        var trial = search.Space.Aggregate(like, (t, p) => t.With(p.Name, point.GetValueOrDefault(p.Name, p.Otherwise)));
        return search.Seeds.Select(seed => trial with { Seed = seed });
    }

    private static PointStanding Together(List<TrialEnd> ends) =>
        ends.Exists(e => e.Standing == PointStanding.Open) ? PointStanding.Open
        : ends.Exists(e => e.Standing == PointStanding.Failed) ? PointStanding.Failed
        : ends.Exists(e => e.Standing == PointStanding.Stopped) ? PointStanding.Stopped
        : PointStanding.Done;

    private static double Loss(SearchObjective objective, List<TrialEnd> ends) => ends.Average(
        e => e.Result!.Metrics.FirstOrDefault(m => m.Name == objective.Metric) is { } m ? objective.Loss(m.Value, m.Floor) : double.NaN);
}
