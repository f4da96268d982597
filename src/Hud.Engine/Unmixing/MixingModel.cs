using System.Numerics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Unmixing;

/// <summary>The linear mixing model Y = A X, eq. 1: the paper's frozen unmixing autoencoder.</summary>
public sealed class MixingModel
{
    private readonly float[] _transposed;

    /// <param name="A">Endmembers, bands x d, in the units of the cube.</param>
    public MixingModel(double[,] A)
    {
        ArgumentNullException.ThrowIfNull(A);
        this.A = A;
        _transposed = new float[A.Length];
        for (var band = 0; band < Bands; band++)
        {
            for (var j = 0; j < Count; j++) _transposed[(j * Bands) + band] = (float)A[band, j];
        }
    }

    /// <summary>Endmembers, bands x d.</summary>
    public double[,] A { get; }

    public int Bands => A.GetLength(0);

    /// <summary>d.</summary>
    public int Count => A.GetLength(1);

    /// <summary>The abundances of every pixel, pixels x d, row-major: non-negative with sum one.</summary>
    public float[] Encode(Cube cube, AbundanceSolver solver, int threads)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var X = new float[checked(cube.Pixels * Count)];
        if (solver == AbundanceSolver.Fcls) Fcls.Solve(cube, A, X, threads);
        else LinearAbundances.Solve(cube, A, X, threads);
        return X;
    }

    /// <summary>A X as a cube.</summary>
    /// <param name="X">rows x cols x d, row-major.</param>
    public Cube Decode(ReadOnlySpan<float> X, int rows, int cols)
    {
        if (X.Length != (long)rows * cols * Count)
            throw new ArgumentException($"{X.Length} values are not {rows} x {cols} x {Count}", nameof(X));
        var cube = new Cube(rows, cols, Bands);
        for (var i = 0; i < cube.Pixels; i++) Decode(X.Slice(i * Count, Count), cube.Pixel(i));
        return cube;
    }

    /// <summary>A x of one pixel.</summary>
    /// <param name="x">d abundances.</param>
    /// <param name="y">Gets bands values.</param>
    public void Decode(ReadOnlySpan<float> x, Span<float> y)
    {
        y.Clear();
        for (var j = 0; j < x.Length; j++)
        {
            var spectrum = _transposed.AsSpan(j * Bands, Bands);
            var band = 0;
            for (; band + Vector<float>.Count <= Bands; band += Vector<float>.Count)
            {
                var sum = new Vector<float>(y[band..]) + (x[j] * new Vector<float>(spectrum[band..]));
                sum.CopyTo(y[band..]);
            }

            for (; band < Bands; band++) y[band] += x[j] * spectrum[band];
        }
    }

    /// <summary>Root mean square of Y - A X over the valid pixels and all bands.</summary>
    /// <param name="X">pixels x d.</param>
    public double Rmse(Cube cube, float[] X, bool[] valid, int threads)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(valid);
        var squares = new double[PixelBlocks.Count(cube.Pixels)];
        PixelBlocks.Run(
            cube.Pixels,
            threads,
            () => new float[Bands],
            (own, first, count) =>
            {
                var sum = 0.0;
                for (var i = first; i < first + count; i++)
                {
                    if (!valid[i]) continue;
                    Decode(X.AsSpan(i * Count, Count), own);
                    sum += SquaredDistance(own, cube.Pixel(i));
                }

                squares[first / PixelBlocks.Size] = sum;
            });
        return Math.Sqrt(squares.Sum() / ((double)valid.Count(v => v) * Bands));
    }

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
