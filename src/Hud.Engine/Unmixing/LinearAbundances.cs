using Hud.Engine.Scenes;
using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Unmixing;

/// <summary>Unconstrained least squares, eq. 3: x = A^+ y.</summary>
public static class LinearAbundances
{
    /// <summary>Eq. 3 as printed: entries may be negative and need not sum to one.</summary>
    /// <param name="A">Endmembers, bands x d.</param>
    /// <param name="X">Gets pixels x d, row-major.</param>
    public static void SolveRaw(Cube cube, double[,] A, float[] X, int threads)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(A);
        ArgumentNullException.ThrowIfNull(X);
        var d = A.GetLength(1);
        if (A.GetLength(0) != cube.Bands)
            throw new ArgumentException($"endmembers of {A.GetLength(0)} bands for pixels of {cube.Bands}", nameof(A));
        if (X.Length != cube.Pixels * d)
            throw new ArgumentException($"{X.Length} values do not hold {cube.Pixels} x {d}", nameof(X));
        var inverse = Matrix<double>.Build.DenseOfArray(A).PseudoInverse().Transpose().ToArray();
        var products = new PixelProducts(inverse);
        PixelBlocks.Run(
            cube.Pixels,
            threads,
            () => new double[PixelBlocks.Size * products.Stride],
            (own, first, count) =>
            {
                products.Multiply(cube.Data.AsSpan(first * cube.Bands, count * cube.Bands), own);
                for (var i = 0; i < count; i++)
                {
                    for (var j = 0; j < d; j++) X[((first + i) * d) + j] = (float)own[(i * products.Stride) + j];
                }
            });
    }

    /// <summary>Eq. 3, then negative entries to 0 and the rest scaled to sum one, because eq. 4 takes a logarithm; a
    /// pixel without any positive entry becomes 1/d everywhere. Costs accuracy: prefer <see cref="Fcls"/>.</summary>
    /// <inheritdoc cref="SolveRaw"/>
    public static void Solve(Cube cube, double[,] A, float[] X, int threads)
    {
        SolveRaw(cube, A, X, threads);
        var d = A.GetLength(1);
        for (var first = 0; first < X.Length; first += d) ClampAndRenormalise(X.AsSpan(first, d));
    }

    internal static void ClampAndRenormalise(Span<float> x)
    {
        var sum = 0.0;
        foreach (ref var value in x)
        {
            value = Math.Max(value, 0);
            sum += value;
        }

        if (sum == 0) x.Fill(1f / x.Length);
        else foreach (ref var value in x) value = (float)(value / sum);
    }
}
