namespace Hud.Engine.Unmixing;

/// <summary>The paper's map between abundances and the space its diffusion runs in, eq. 4 to 6. Going there and back
/// gives (x + e^-8 / d) / (1 + e^-8), off by less than e^-8 (eq. 6).</summary>
public static class LogAbundance
{
    /// <summary>e^-8, the bound of eq. 6.</summary>
    public const double RoundTripBound = 3.3546262790251185e-4;

    /// <summary>ln of the floor that eq. 4 adds for d endmembers, -ln d - 8: the lowest z there is.</summary>
    public static double Floor(int d) => -Math.Log(d) - 8;

    /// <summary>Eq. 4: z = ln(x + e^(-ln d - 8)).</summary>
    /// <param name="X">Abundances, each at least 0: any number of pixels x d.</param>
    /// <param name="Z">Gets as many values, from <see cref="Floor"/> to about 0.</param>
    public static void Project(ReadOnlySpan<float> X, int d, Span<float> Z)
    {
        Require(X.Length, d, Z.Length);
        var floor = (float)Math.Exp(Floor(d));
        for (var i = 0; i < X.Length; i++) Z[i] = MathF.Log(X[i] + floor);
    }

    /// <summary>Eq. 5: the softmax over each pixel's d values.</summary>
    /// <param name="Z">Any finite values, pixels x d.</param>
    /// <param name="X">Gets as many abundances, each at least 0, sum one a pixel.</param>
    public static void Invert(ReadOnlySpan<float> Z, int d, Span<float> X)
    {
        Require(Z.Length, d, X.Length);
        for (var first = 0; first < Z.Length; first += d) Softmax(Z.Slice(first, d), X.Slice(first, d));
    }

    internal static void Softmax(ReadOnlySpan<float> z, Span<float> x)
    {
        var top = z[0];
        foreach (var value in z) top = Math.Max(top, value);
        var sum = 0.0;
        for (var j = 0; j < z.Length; j++)
        {
            x[j] = MathF.Exp(z[j] - top);
            sum += x[j];
        }

        var scale = (float)(1 / sum);
        foreach (ref var value in x) value *= scale;
    }

    private static void Require(int from, int d, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(d, 2);
        if (from % d != 0 || from != to) throw new ArgumentException($"{from} and {to} values are not pixels of {d}");
    }
}
