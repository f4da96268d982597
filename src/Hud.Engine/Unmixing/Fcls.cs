using Hud.Engine.Scenes;

namespace Hud.Engine.Unmixing;

/// <summary>Fully constrained least squares, eq. 2: the abundances x at least 0 with sum one that bring A x closest to
/// y. Exact (active set in double), not iterated to a tolerance.</summary>
public static class Fcls
{
    /// <summary>All pixels of a cube.</summary>
    /// <param name="A">Endmembers, bands x d.</param>
    /// <param name="X">Gets the abundances, pixels x d, row-major.</param>
    /// <param name="threads">At least 1; the result is the same for every number of threads.</param>
    public static void Solve(Cube cube, double[,] A, float[] X, int threads)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(X);
        var equations = Equations(cube.Bands, A);
        var d = equations.Count;
        if (X.Length != cube.Pixels * d)
            throw new ArgumentException($"{X.Length} values do not hold {cube.Pixels} x {d}", nameof(X));
        var products = new PixelProducts(A);
        PixelBlocks.Run(
            cube.Pixels,
            threads,
            () => (Solver: new ActiveSet(equations), C: new double[PixelBlocks.Size * products.Stride], x: new double[d]),
            (own, first, count) =>
            {
                products.Multiply(cube.Data.AsSpan(first * cube.Bands, count * cube.Bands), own.C);
                own.Solver.Reset();
                for (var i = 0; i < count; i++)
                {
                    own.Solver.Solve(own.C.AsSpan(i * products.Stride, d), own.x);
                    var target = X.AsSpan((first + i) * d, d);
                    for (var j = 0; j < d; j++) target[j] = (float)own.x[j];
                }
            });
    }

    /// <summary>One pixel in double.</summary>
    /// <param name="y">bands values.</param>
    /// <param name="A">Endmembers, bands x d.</param>
    /// <param name="x">Gets d abundances.</param>
    public static void Solve(ReadOnlySpan<double> y, double[,] A, Span<double> x)
    {
        var equations = Equations(y.Length, A);
        if (x.Length != equations.Count)
            throw new ArgumentException($"{x.Length} values do not hold {equations.Count}", nameof(x));
        Span<double> c = new double[equations.Count];
        for (var j = 0; j < c.Length; j++)
        {
            for (var band = 0; band < y.Length; band++) c[j] += A[band, j] * y[band];
        }

        new ActiveSet(equations).Solve(c, x);
    }

    private static NormalEquations Equations(int bands, double[,] A)
    {
        var equations = new NormalEquations(A);
        if (equations.Bands != bands)
            throw new ArgumentException($"endmembers of {equations.Bands} bands for pixels of {bands}", nameof(A));
        return equations;
    }
}
