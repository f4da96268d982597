using System.Collections.Immutable;

namespace Hud.Experiments.Search;

/// <summary>Tree-structured Parzen estimator (Bergstra et al. 2011) with kernels over all parameters at once (Falkner et al. 2018):
/// suggests where the density of the good points is highest against that of the others.</summary>
internal static class TreeParzen
{
    /// <summary>Good points: one in so many, but no more than <see cref="MostGood"/>.</summary>
    private const double Share = 0.1;

    private const int MostGood = 25;

    /// <summary>Points drawn from the good density, of which the most promising is suggested.</summary>
    private const int Candidates = 24;

    /// <param name="history">With at least one point that is not open.</param>
    public static ImmutableSortedDictionary<string, string> Next(
        ImmutableArray<SearchParameter> space, ImmutableArray<TriedPoint> history, SearchRandom random)
    {
        var ranked = Ranked(history);
        var finished = ranked.Count(p => p.Standing != PointStanding.Open);
        var good = Math.Clamp((int)Math.Ceiling(Share * finished), 1, MostGood);
        var (below, above) = (new ParzenMixture(space, ranked[..good]), new ParzenMixture(space, ranked[good..]));
        return Enumerable.Range(0, Candidates).Select(_ => below.Draw(random)).MaxBy(c =>
        {
            var at = ParzenMixture.Coordinates(space, c);
            return below.Log(at) - above.Log(at);
        })!;
    }

    /// <summary>Best first. A point that was stopped had fallen behind, one that failed is of no use, and one under way counts as
    /// bad, so that its neighbourhood is not tried twice at a time.</summary>
    private static ImmutableArray<TriedPoint> Ranked(ImmutableArray<TriedPoint> history)
    {
        var done = history.Where(p => p.Standing == PointStanding.Done).ToList();
        return
        [
            .. Pareto.Order([.. done.Select(p => p.Losses)]).Select(i => done[i]),
            .. history.Where(p => p.Standing != PointStanding.Done).OrderBy(p => p.Standing switch
            {
                PointStanding.Stopped => 0,
                PointStanding.Failed => 1,
                _ => 2,
            }),
        ];
    }
}
