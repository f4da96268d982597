using System.Collections.Immutable;

namespace Hud.Experiments.Search;

/// <summary>Which points no other beats. Lower losses are better; a loss that is no number is worse than any.</summary>
public static class Pareto
{
    /// <summary>No worse anywhere, and better somewhere.</summary>
    public static bool Dominates(ImmutableArray<double> a, ImmutableArray<double> b)
    {
        var better = false;
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (Number(a[i]), Number(b[i]));
            if (x > y) return false;
            better |= x < y;
        }

        return better;
    }

    /// <summary>For each point the number of the front that it lies on, from 0: a front is what nothing dominates once those
    /// before it are taken away.</summary>
    public static ImmutableArray<int> Fronts(IReadOnlyList<ImmutableArray<double>> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var fronts = new int[points.Count];
        // Whatever dominates a point stands before it in this order, and its front is one beyond the last of those.
        var order = Enumerable.Range(0, points.Count)
            .Order(Comparer<int>.Create((i, j) => points[i].Zip(points[j], (x, y) => Number(x).CompareTo(Number(y))).FirstOrDefault(c => c != 0))).ToArray();
        for (var place = 1; place < order.Length; place++)
        {
            ref var front = ref fronts[order[place]];
            for (var before = 0; before < place; before++)
            {
                if (fronts[order[before]] >= front && Dominates(points[order[before]], points[order[place]])) front = fronts[order[before]] + 1;
            }
        }

        return [.. fronts];
    }

    /// <summary>The points' numbers, best first: by front; on a front those with most room around them (Deb et al. 2002), so that
    /// its ends and gaps come before its crowds; then as they stand.</summary>
    public static ImmutableArray<int> Order(IReadOnlyList<ImmutableArray<double>> points)
    {
        var fronts = Fronts(points);
        var room = new double[points.Count];
        foreach (var front in Enumerable.Range(0, points.Count).GroupBy(i => fronts[i]))
        {
            foreach (var (i, space) in Room(points, [.. front])) room[i] = space;
        }

        return [.. Enumerable.Range(0, points.Count).OrderBy(i => fronts[i]).ThenByDescending(i => room[i])];
    }

    private static Dictionary<int, double> Room(IReadOnlyList<ImmutableArray<double>> points, List<int> front)
    {
        var room = front.ToDictionary(i => i, _ => 0.0);
        for (var k = 0; k < points[front[0]].Length; k++)
        {
            // One objective has no crowds: equal losses are all that a front holds.
            var sorted = front.OrderBy(i => Number(points[i][k])).ToList();
            var (low, high) = (Number(points[sorted[0]][k]), Number(points[sorted[^1]][k]));
            if (!(high > low) || !double.IsFinite(high)) continue;
            room[sorted[0]] = room[sorted[^1]] = double.PositiveInfinity;
            for (var n = 1; n < sorted.Count - 1; n++)
                room[sorted[n]] += (Number(points[sorted[n + 1]][k]) - Number(points[sorted[n - 1]][k])) / (high - low);
        }

        return room;
    }

    private static double Number(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}
