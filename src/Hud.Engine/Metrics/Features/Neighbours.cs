namespace Hud.Engine.Metrics.Features;

/// <summary>Balls around the points of a set that reach to the k-th nearest other point, k = 5 as in Naeem et al. 2020.
/// Distances are squared throughout; the balls are closed, as both papers define them.</summary>
internal static class Neighbours
{
    public const int K = 5;

    /// <param name="points">More than <see cref="K"/>.</param>
    public static double[] Radii(IReadOnlyList<double[]> points)
    {
        if (points.Count <= K) throw new ArgumentException($"{points.Count} points have no {K}th nearest neighbour.", nameof(points));
        var radii = new double[points.Count];
        var nearest = new double[K];
        for (var i = 0; i < radii.Length; i++)
        {
            Array.Fill(nearest, double.PositiveInfinity);
            for (var j = 0; j < radii.Length; j++)
                if (j != i) Insert(nearest, Squared(points[i], points[j]));
            radii[i] = nearest[^1];
        }

        return radii;
    }

    /// <summary>For each of <paramref name="points"/>: how many balls of <paramref name="balls"/> hold it.</summary>
    public static int[] Holding(FeatureSet balls, IReadOnlyList<double[]> points) =>
        [.. points.Select(p => Enumerable.Range(0, balls.Count).Count(i => Squared(p, balls.Features[i]) <= balls.Radii[i]))];

    /// <summary>For each ball of <paramref name="balls"/>: whether it holds one of <paramref name="points"/>.</summary>
    public static bool[] Occupied(FeatureSet balls, IReadOnlyList<double[]> points) =>
        [.. balls.Features.Select((centre, i) => points.Any(p => Squared(p, centre) <= balls.Radii[i]))];

    private static void Insert(double[] ascending, double value)
    {
        if (!(value < ascending[^1])) return;
        var at = ascending.Length - 1;
        for (; at > 0 && ascending[at - 1] > value; at--) ascending[at] = ascending[at - 1];
        ascending[at] = value;
    }

    private static double Squared(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
