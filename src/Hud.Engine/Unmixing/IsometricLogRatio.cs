namespace Hud.Engine.Unmixing;

/// <summary>An alternative to eq. 4 without its redundant direction: d abundances to d - 1 numbers, isometric to
/// Aitchison's geometry of the simplex (Egozcue et al. 2003; Helmert's basis). Zeros get eq. 4's floor first, so going
/// there and back gives (x + e^-8 / d) / (1 + e^-8) as eq. 4 and 5 do.</summary>
public static class IsometricLogRatio
{
    /// <param name="X">Abundances, each at least 0: pixels x d.</param>
    /// <param name="Z">Gets pixels x (d - 1).</param>
    public static void Project(ReadOnlySpan<float> X, int d, Span<float> Z)
    {
        Require(X.Length, d, Z.Length);
        var floor = (float)Math.Exp(LogAbundance.Floor(d));
        for (var (x, z) = (0, 0); x < X.Length; x += d, z += d - 1)
        {
            // Coordinate j compares the mean of the first j logarithms with the next one.
            var sum = (double)MathF.Log(X[x] + floor);
            for (var j = 1; j < d; j++)
            {
                var next = (double)MathF.Log(X[x + j] + floor);
                Z[z + j - 1] = (float)(((sum / j) - next) * Weight(j));
                sum += next;
            }
        }
    }

    /// <param name="Z">Any finite values, pixels x (d - 1).</param>
    /// <param name="X">Gets pixels x d abundances, each at least 0, sum one a pixel.</param>
    public static void Invert(ReadOnlySpan<float> Z, int d, Span<float> X)
    {
        Require(X.Length, d, Z.Length);
        Span<float> logarithms = new float[d];
        for (var (x, z) = (0, 0); x < X.Length; x += d, z += d - 1)
        {
            var later = 0.0;
            for (var j = d - 1; j >= 1; j--)
            {
                var share = Z[z + j - 1] * Weight(j);
                logarithms[j] = (float)(later - share);
                later += share / j;
            }

            logarithms[0] = (float)later;
            LogAbundance.Softmax(logarithms, X.Slice(x, d));
        }
    }

    private static double Weight(int j) => Math.Sqrt(j / (j + 1.0));

    private static void Require(int abundances, int d, int ratios)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(d, 2);
        if (abundances % d != 0 || abundances / d * (d - 1) != ratios)
            throw new ArgumentException($"{abundances} abundances and {ratios} ratios are not pixels of {d}");
    }
}
