namespace Hud.Engine.Unmixing;

/// <summary>VCA's loop: the pixel extreme along a direction orthogonal to the vertices found so far.</summary>
internal sealed class VertexSearch(double[] coordinates, int d)
{
    private readonly List<double[]> _basis = [];

    /// <returns>d different positions among the projected pixels, in the order found.</returns>
    public int[] Run(Func<int, int, double> draw)
    {
        var chosen = new List<int>(d);
        // The published A starts with the last unit vector in its first column, which the first vertex replaces.
        _basis.Add([.. Enumerable.Range(0, d).Select(k => k == d - 1 ? 1.0 : 0.0)]);
        for (var i = 0; i < d; i++)
        {
            var w = new double[d];
            for (var j = 0; j < d; j++) w[j] = draw(i, j);
            RemoveBasis(w);
            var best = Extreme(w, chosen);
            chosen.Add(best);
            if (i == 0) _basis.Clear();
            Extend(coordinates.AsSpan(best * d, d).ToArray());
        }

        return [.. chosen];
    }

    /// <summary>Chosen pixels are at zero in exact arithmetic; leaving them out keeps the vertices different in scenes
    /// with fewer distinct spectra than endmembers.</summary>
    private int Extreme(double[] direction, List<int> chosen)
    {
        var (best, largest) = (-1, -1.0);
        for (var i = 0; i < coordinates.Length / d; i++)
        {
            var along = 0.0;
            for (var k = 0; k < d; k++) along += direction[k] * coordinates[(i * d) + k];
            if (Math.Abs(along) > largest && !chosen.Contains(i)) (best, largest) = (i, Math.Abs(along));
        }

        return best;
    }

    private void Extend(double[] vertex)
    {
        var before = Norm(vertex);
        RemoveBasis(vertex);
        var norm = Norm(vertex);
        // A repeated spectrum adds no direction.
        if (norm <= 1e-12 * before) return;
        for (var k = 0; k < d; k++) vertex[k] /= norm;
        _basis.Add(vertex);
    }

    private void RemoveBasis(double[] w)
    {
        // Twice is enough (Kahan, Parlett): the first pass leaves rounding along the basis.
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var q in _basis)
            {
                var along = 0.0;
                for (var k = 0; k < d; k++) along += q[k] * w[k];
                for (var k = 0; k < d; k++) w[k] -= along * q[k];
            }
        }
    }

    private static double Norm(double[] v) => Math.Sqrt(v.Sum(x => x * x));
}
