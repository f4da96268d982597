using System.Collections.Immutable;

namespace Hud.Experiments.Statistics;

/// <summary>Holm 1979: of all claims of a table, the chance of even one false one stays below the level.</summary>
public static class Holm
{
    /// <summary>The level of every claim in our tables.</summary>
    public const double Level = 0.05;

    /// <param name="p">p values of one family.</param>
    /// <returns>Adjusted p values, parallel to <paramref name="p"/>.</returns>
    public static ImmutableArray<double> Adjust(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var adjusted = new double[p.Count];
        var highest = 0.0;
        foreach (var (rank, index) in Enumerable.Range(0, p.Count).OrderBy(i => p[i]).Select((i, rank) => (rank, i)))
        {
            highest = Math.Max(highest, Math.Min(1, (p.Count - rank) * p[index]));
            adjusted[index] = highest;
        }

        return [.. adjusted];
    }
}
