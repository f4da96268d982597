namespace Hud.Engine.Tests.Unmixing;

/// <summary>Spectral angle distance in radians.</summary>
internal static class SpectralAngle
{
    /// <summary>Mean angle under the assignment of estimates to truths with the smallest mean.</summary>
    public static double[] BestMatch(double[,] truth, double[,] estimate)
    {
        var d = truth.GetLength(1);
        return Permutations(d)
            .Select(order => Enumerable.Range(0, d).Select(j => Between(truth, j, estimate, order[j])).ToArray())
            .MinBy(angles => angles.Average())!;
    }

    private static double Between(double[,] a, int i, double[,] b, int j)
    {
        var (dot, first, second) = (0.0, 0.0, 0.0);
        for (var band = 0; band < a.GetLength(0); band++)
        {
            dot += a[band, i] * b[band, j];
            first += a[band, i] * a[band, i];
            second += b[band, j] * b[band, j];
        }

        return Math.Acos(Math.Min(1, dot / Math.Sqrt(first * second)));
    }

    private static IEnumerable<int[]> Permutations(int n) => n == 0
        ? [[]]
        : Permutations(n - 1).SelectMany(p => Enumerable.Range(0, n).Select(at => (int[])[.. p[..at], n - 1, .. p[at..]]));
}
