namespace Hud.Engine.Methods.Hud;

/// <summary>Euclidean projection onto the probability simplex (Held, Wolfe and Crowder 1974).</summary>
internal static class SimplexProjection
{
    /// <summary>The point x with x >= 0 and sum one that is nearest to z.</summary>
    public static void Nearest(ReadOnlySpan<float> z, Span<float> x)
    {
        Span<double> sorted = new double[z.Length];
        for (var i = 0; i < z.Length; i++) sorted[i] = -z[i];
        sorted.Sort();
        var (sum, threshold) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            sum -= sorted[i];
            var candidate = (sum - 1) / (i + 1);
            if (-sorted[i] > candidate) threshold = candidate;
        }

        for (var i = 0; i < z.Length; i++) x[i] = (float)Math.Max(0, z[i] - threshold);
    }
}
