using System.Collections.Immutable;

namespace Hud.Experiments.Search;

/// <summary>Where to look next: a function of the search and what is known so far, with no chance but the search's own seed.</summary>
public static class Suggestion
{
    /// <summary>Draws before a space is taken for nearly used up.</summary>
    private const int Patience = 100;

    /// <param name="history">All points so far, in order of suggestion.</param>
    /// <returns>A point that is not in the history; null when every point of the space is.</returns>
    public static ImmutableSortedDictionary<string, string>? Next(SearchPlan search, ImmutableArray<TriedPoint> history)
    {
        ArgumentNullException.ThrowIfNull(search);
        var random = new SearchRandom(search.Seed, history.Length);
        for (var draw = 0; draw < Patience; draw++)
        {
            var point = Draw(search, history, draw, random);
            if (!history.Any(h => h.IsAt(point))) return point;
        }

        return SearchSpace.IsFinite(search.Space)
            ? SearchSpace.All(search.Space).FirstOrDefault(point => !history.Any(h => h.IsAt(point)))
            : null;
    }

    private static ImmutableSortedDictionary<string, string> Draw(
        SearchPlan search, ImmutableArray<TriedPoint> history, int draw, SearchRandom random) => search.Sampler switch
        {
            SearchSampler.Sobol => Sobol(search, (uint)(history.Length + (draw * search.Points))),
            SearchSampler.Tpe when draw < Patience / 2 && history.Count(p => p.Standing != PointStanding.Open) >= search.Start =>
                TreeParzen.Next(search.Space, history, random),
            _ => SearchSpace.At(search.Space, _ => random.Unit()),
        };

    /// <summary>The sequence's bits are flipped by the search's seed: unflipped, it begins in the corner of all lowest values.</summary>
    private static ImmutableSortedDictionary<string, string> Sobol(SearchPlan search, uint index)
    {
        var shifts = new SearchRandom(search.Seed, -1);
        var flips = search.Space.Select(_ => (uint)shifts.Bits()).ToArray();
        return SearchSpace.At(search.Space, i => SobolSequence.Coordinate(index, i, flips[i]));
    }
}
