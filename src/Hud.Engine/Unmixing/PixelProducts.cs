using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hud.Engine.Unmixing;

/// <summary>B'y for many float32 pixels, accumulated in double: the one pass over the cube that projections
/// (B = axes), normal equations (B = A) and the pseudo-inverse (B = its transpose) share.</summary>
internal sealed class PixelProducts
{
    private const int Lanes = 8;
    private const int Tile = 4;

    private readonly int _bands;
    private readonly int _steps;
    private readonly double[] _packed;

    /// <param name="B">bands x columns.</param>
    public PixelProducts(double[,] B)
    {
        (_bands, Columns) = (B.GetLength(0), B.GetLength(1));
        Stride = (Columns + Tile - 1) / Tile * Tile;
        _steps = (_bands + Lanes - 1) / Lanes;
        _packed = new double[Stride * _steps * Lanes];
        for (var column = 0; column < Columns; column++)
        {
            for (var band = 0; band < _bands; band++)
            {
                var step = band / Lanes;
                _packed[Offset(column, step) + band - FirstBand(step)] = B[band, column];
            }
        }
    }

    public int Columns { get; }

    /// <summary>Doubles between two results: the columns rounded up to a whole tile; the rest are zeros.</summary>
    public int Stride { get; }

    /// <param name="pixels">n x bands.</param>
    /// <param name="products">n x <see cref="Stride"/>.</param>
    public void Multiply(ReadOnlySpan<float> pixels, Span<double> products)
    {
        var n = pixels.Length / _bands;
        ArgumentOutOfRangeException.ThrowIfLessThan(products.Length, n * Stride);
        Span<float> padded = stackalloc float[Lanes];
        if (_bands < Lanes)
        {
            for (var i = 0; i < n; i++)
            {
                pixels.Slice(i * _bands, _bands).CopyTo(padded);
                One(ref MemoryMarshal.GetReference(padded), products.Slice(i * Stride, Stride));
            }

            return;
        }

        ref var y = ref MemoryMarshal.GetReference(pixels);
        for (var i = 0; i < n; i += 2)
        {
            if (i + 1 < n) Two(ref Unsafe.Add(ref y, i * _bands), products.Slice(i * Stride, 2 * Stride));
            else One(ref Unsafe.Add(ref y, i * _bands), products.Slice(i * Stride, Stride));
        }
    }

    /// <summary>The last step ends with the last band and overlaps the one before; B has zeros where it does.</summary>
    private int FirstBand(int step) => Math.Max(0, Math.Min(step * Lanes, _bands - Lanes));

    private int Offset(int column, int step) =>
        (((((column / Tile) * _steps) + step) * Tile) + (column % Tile)) * Lanes;

    // Two pixels by four columns: eight sums hide the latency of the multiply-add, and a load of B serves both.
    private void Two(ref float pixels, Span<double> products)
    {
        ref var b = ref MemoryMarshal.GetArrayDataReference(_packed);
        ref var next = ref Unsafe.Add(ref pixels, _bands);
        for (var column = 0; column < Stride; column += Tile)
        {
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            Vector512<double> t0 = default, t1 = default, t2 = default, t3 = default;
            for (var step = 0; step < _steps; step++)
            {
                var band = FirstBand(step);
                var (y, z) = (Load(ref pixels, band), Load(ref next, band));
                var b0 = Vector512.LoadUnsafe(ref b, 0);
                var b1 = Vector512.LoadUnsafe(ref b, Lanes);
                var b2 = Vector512.LoadUnsafe(ref b, 2 * Lanes);
                var b3 = Vector512.LoadUnsafe(ref b, 3 * Lanes);
                s0 = Vector512.FusedMultiplyAdd(y, b0, s0);
                s1 = Vector512.FusedMultiplyAdd(y, b1, s1);
                s2 = Vector512.FusedMultiplyAdd(y, b2, s2);
                s3 = Vector512.FusedMultiplyAdd(y, b3, s3);
                t0 = Vector512.FusedMultiplyAdd(z, b0, t0);
                t1 = Vector512.FusedMultiplyAdd(z, b1, t1);
                t2 = Vector512.FusedMultiplyAdd(z, b2, t2);
                t3 = Vector512.FusedMultiplyAdd(z, b3, t3);
                b = ref Unsafe.Add(ref b, Tile * Lanes);
            }

            Store(products[column..], s0, s1, s2, s3);
            Store(products[(Stride + column)..], t0, t1, t2, t3);
        }
    }

    private void One(ref float pixel, Span<double> products)
    {
        ref var b = ref MemoryMarshal.GetArrayDataReference(_packed);
        for (var column = 0; column < Stride; column += Tile)
        {
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var step = 0; step < _steps; step++)
            {
                var y = Load(ref pixel, FirstBand(step));
                s0 = Vector512.FusedMultiplyAdd(y, Vector512.LoadUnsafe(ref b, 0), s0);
                s1 = Vector512.FusedMultiplyAdd(y, Vector512.LoadUnsafe(ref b, Lanes), s1);
                s2 = Vector512.FusedMultiplyAdd(y, Vector512.LoadUnsafe(ref b, 2 * Lanes), s2);
                s3 = Vector512.FusedMultiplyAdd(y, Vector512.LoadUnsafe(ref b, 3 * Lanes), s3);
                b = ref Unsafe.Add(ref b, Tile * Lanes);
            }

            Store(products[column..], s0, s1, s2, s3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref float pixel, int band)
    {
        var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref pixel, (nuint)band));
        return Vector512.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Span<double> to, Vector512<double> s0, Vector512<double> s1, Vector512<double> s2, Vector512<double> s3)
    {
        to[3] = Vector512.Sum(s3);
        to[2] = Vector512.Sum(s2);
        to[1] = Vector512.Sum(s1);
        to[0] = Vector512.Sum(s0);
    }
}
