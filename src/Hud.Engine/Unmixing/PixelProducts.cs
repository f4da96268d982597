using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hud.Engine.Unmixing;

/// <summary>B^T y for many float32 pixels, accumulated in double: the one pass over the cube that projections
/// (B = axes), normal equations (B = A) and the pseudo-inverse (B = its transpose) share.</summary>
internal sealed class PixelProducts
{
    private readonly double[] _b;
    private readonly int _bands;

    /// <param name="B">bands x columns.</param>
    public PixelProducts(double[,] B)
    {
        (_bands, Columns) = (B.GetLength(0), B.GetLength(1));
        Stride = (Columns + 7) & ~7;
        _b = new double[_bands * Stride];
        for (var band = 0; band < _bands; band++)
        {
            for (var k = 0; k < Columns; k++) _b[(band * Stride) + k] = B[band, k];
        }
    }

    public int Columns { get; }

    /// <summary>Doubles between two results: the columns rounded up to a whole vector; the rest are zeros.</summary>
    public int Stride { get; }

    /// <param name="pixels">n x bands.</param>
    /// <param name="products">n x <see cref="Stride"/>.</param>
    public void Multiply(ReadOnlySpan<float> pixels, Span<double> products)
    {
        var n = pixels.Length / _bands;
        ArgumentOutOfRangeException.ThrowIfLessThan(products.Length, n * Stride);
        ref var y = ref MemoryMarshal.GetReference(pixels);
        ref var c = ref MemoryMarshal.GetReference(products);
        var i = 0;
        for (; i + 4 <= n; i += 4)
        {
            for (var k = 0; k < Stride; k += 8) Four(ref y, ref c, i, k);
        }

        for (; i < n; i++)
        {
            for (var k = 0; k < Stride; k += 8) One(ref y, ref c, i, k);
        }
    }

    // Four pixels at a time: one load of B serves all, and four sums hide the latency of the multiply-add.
    private void Four(ref float pixels, ref double products, int first, int column)
    {
        ref var b = ref MemoryMarshal.GetArrayDataReference(_b);
        ref var y0 = ref Unsafe.Add(ref pixels, first * _bands);
        ref var y1 = ref Unsafe.Add(ref y0, _bands);
        ref var y2 = ref Unsafe.Add(ref y1, _bands);
        ref var y3 = ref Unsafe.Add(ref y2, _bands);
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var band = 0; band < _bands; band++)
        {
            var row = Vector512.LoadUnsafe(ref b, (nuint)((band * Stride) + column));
            s0 = Add(s0, row, ref y0, band);
            s1 = Add(s1, row, ref y1, band);
            s2 = Add(s2, row, ref y2, band);
            s3 = Add(s3, row, ref y3, band);
        }

        var at = (nuint)((first * Stride) + column);
        s0.StoreUnsafe(ref products, at);
        s1.StoreUnsafe(ref products, at + (nuint)Stride);
        s2.StoreUnsafe(ref products, at + (nuint)(2 * Stride));
        s3.StoreUnsafe(ref products, at + (nuint)(3 * Stride));
    }

    private void One(ref float pixels, ref double products, int pixel, int column)
    {
        ref var b = ref MemoryMarshal.GetArrayDataReference(_b);
        ref var y = ref Unsafe.Add(ref pixels, pixel * _bands);
        var sum = Vector512<double>.Zero;
        for (var band = 0; band < _bands; band++)
            sum = Add(sum, Vector512.LoadUnsafe(ref b, (nuint)((band * Stride) + column)), ref y, band);
        sum.StoreUnsafe(ref products, (nuint)((pixel * Stride) + column));
    }

    private static Vector512<double> Add(Vector512<double> sum, Vector512<double> row, ref float y, int band) =>
        Vector512.FusedMultiplyAdd(
            row, Vector512.Create((double)Unsafe.Add(ref y, band)), sum);
}
