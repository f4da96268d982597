using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hud.Engine.Metrics;

/// <summary>The inner kernel of both metrics: dot products of 32 generated vectors with 8 real ones, kept in
/// registers. Every product sum runs over k in the same order with one rounding a step, so all three forms give the
/// same bits.</summary>
internal static unsafe class CosineTile
{
    /// <summary>Generated vectors side by side.</summary>
    public const int Lanes = 32;

    /// <summary>Real vectors side by side.</summary>
    public const int Width = 8;

    /// <summary>Adds the dot products of one contiguous stretch to <paramref name="sums"/>.</summary>
    /// <param name="packed">length x 32: element k of all generated vectors together.</param>
    /// <param name="real">First element of the real data.</param>
    /// <param name="starts">8 offsets from <paramref name="real"/>, one a real vector.</param>
    /// <param name="sums">8 x 32.</param>
    public static void Add(float* packed, float* real, nint* starts, int length, float* sums)
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) Add512(packed, real, starts, length, null, sums);
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported) Add256(packed, real, starts, length, sums);
        else AddScalar(packed, real, starts, length, sums);
    }

    /// <summary>Raises each lane of <paramref name="best"/> to the largest of its 8 sums; a lane that rises gets
    /// <paramref name="at"/> in <paramref name="where"/>.</summary>
    public static void Max(float* sums, float* best, int* where, int at)
    {
        for (var lane = 0; lane < Lanes; lane += 8)
        {
            var largest = Vector256.Load(sums + lane);
            for (var j = 1; j < Width; j++)
                largest = Vector256.MaxNative(largest, Vector256.Load(sums + (j * Lanes) + lane));
            var before = Vector256.Load(best + lane);
            var rises = Vector256.GreaterThan(largest, before);
            Vector256.ConditionalSelect(rises, largest, before).Store(best + lane);
            Vector256.ConditionalSelect(rises.AsInt32(), Vector256.Create(at), Vector256.Load(where + lane)).Store(where + lane);
        }
    }

    /// <summary>The dot products of one contiguous stretch, where any of them is above its lane's <paramref name="level"/>; otherwise
    /// <paramref name="sums"/> may stay as they are. Other arguments as <see cref="Add"/>'s.</summary>
    /// <returns>One bit a lane: whether the largest of its 8 is above.</returns>
    public static uint Above(float* packed, float* real, nint* starts, int length, float* level, float* sums)
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) return Add512(packed, real, starts, length, level, sums);
        return AddAndCompare(packed, real, starts, length, level, sums);
    }

    internal static uint AddAndCompare(float* packed, float* real, nint* starts, int length, float* level, float* sums)
    {
        new Span<float>(sums, Width * Lanes).Clear();
        Add(packed, real, starts, length, sums);
        var above = 0u;
        for (var lane = 0; lane < Lanes; lane += 8)
        {
            var largest = Vector256.Load(sums + lane);
            for (var j = 1; j < Width; j++)
                largest = Vector256.MaxNative(largest, Vector256.Load(sums + (j * Lanes) + lane));
            above |= Vector256.GreaterThan(largest, Vector256.Load(level + lane)).ExtractMostSignificantBits() << lane;
        }

        return above;
    }

    /// <summary>One dot product, in the order and with the rounding of <see cref="Add"/>.</summary>
    public static float Sum(ReadOnlySpan<float> real, ReadOnlySpan<float> generated)
    {
        var sum = 0f;
        for (var k = 0; k < real.Length; k++) sum = MathF.FusedMultiplyAdd(generated[k], real[k], sum);
        return sum;
    }

    /// <param name="level">Null, or what to compare with: then sums that are nowhere above it never leave the registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Called at once a million times: the first tier would take a tenth of a second.
    internal static uint Add512(float* packed, float* real, nint* starts, int length, float* level, float* sums)
    {
        float* r0 = real + starts[0], r1 = real + starts[1], r2 = real + starts[2], r3 = real + starts[3];
        float* r4 = real + starts[4], r5 = real + starts[5], r6 = real + starts[6], r7 = real + starts[7];
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<float> a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> b4 = default, b5 = default, b6 = default, b7 = default;
        for (nint k = 0; k < length; k++, packed += Lanes)
        {
            var low = Vector512.Load(packed);
            var high = Vector512.Load(packed + 16);
            var v = Vector512.Create(r0[k]);
            a0 = Avx512F.FusedMultiplyAdd(low, v, a0);
            b0 = Avx512F.FusedMultiplyAdd(high, v, b0);
            v = Vector512.Create(r1[k]);
            a1 = Avx512F.FusedMultiplyAdd(low, v, a1);
            b1 = Avx512F.FusedMultiplyAdd(high, v, b1);
            v = Vector512.Create(r2[k]);
            a2 = Avx512F.FusedMultiplyAdd(low, v, a2);
            b2 = Avx512F.FusedMultiplyAdd(high, v, b2);
            v = Vector512.Create(r3[k]);
            a3 = Avx512F.FusedMultiplyAdd(low, v, a3);
            b3 = Avx512F.FusedMultiplyAdd(high, v, b3);
            v = Vector512.Create(r4[k]);
            a4 = Avx512F.FusedMultiplyAdd(low, v, a4);
            b4 = Avx512F.FusedMultiplyAdd(high, v, b4);
            v = Vector512.Create(r5[k]);
            a5 = Avx512F.FusedMultiplyAdd(low, v, a5);
            b5 = Avx512F.FusedMultiplyAdd(high, v, b5);
            v = Vector512.Create(r6[k]);
            a6 = Avx512F.FusedMultiplyAdd(low, v, a6);
            b6 = Avx512F.FusedMultiplyAdd(high, v, b6);
            v = Vector512.Create(r7[k]);
            a7 = Avx512F.FusedMultiplyAdd(low, v, a7);
            b7 = Avx512F.FusedMultiplyAdd(high, v, b7);
        }

        var above = 0u;
        if (level != null)
        {
            above = Above(a0, a1, a2, a3, a4, a5, a6, a7, level) | (Above(b0, b1, b2, b3, b4, b5, b6, b7, level + 16) << 16);
            if (above == 0) return 0;
            new Span<float>(sums, Width * Lanes).Clear();
        }

        Flush(sums, a0, b0);
        Flush(sums + 32, a1, b1);
        Flush(sums + 64, a2, b2);
        Flush(sums + 96, a3, b3);
        Flush(sums + 128, a4, b4);
        Flush(sums + 160, a5, b5);
        Flush(sums + 192, a6, b6);
        Flush(sums + 224, a7, b7);
        return above;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Above(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        Vector512<float> e, Vector512<float> f, Vector512<float> g, Vector512<float> h, float* level)
    {
        var largest = Vector512.MaxNative(
            Vector512.MaxNative(Vector512.MaxNative(a, b), Vector512.MaxNative(c, d)),
            Vector512.MaxNative(Vector512.MaxNative(e, f), Vector512.MaxNative(g, h)));
        return (uint)Vector512.GreaterThan(largest, Vector512.Load(level)).ExtractMostSignificantBits();
    }

    /// <summary>16 registers hold a quarter of the tile: 16 generated by 4 real vectors at a time.</summary>
    internal static void Add256(float* packed, float* real, nint* starts, int length, float* sums)
    {
        for (var lane = 0; lane < Lanes; lane += 16)
            for (var j = 0; j < Width; j += 4)
            {
                float* r0 = real + starts[j], r1 = real + starts[j + 1], r2 = real + starts[j + 2], r3 = real + starts[j + 3];
                Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
                Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default;
                var p = packed + lane;
                for (nint k = 0; k < length; k++, p += Lanes)
                {
                    var low = Vector256.Load(p);
                    var high = Vector256.Load(p + 8);
                    var v = Vector256.Create(r0[k]);
                    a0 = Fma.MultiplyAdd(low, v, a0);
                    b0 = Fma.MultiplyAdd(high, v, b0);
                    v = Vector256.Create(r1[k]);
                    a1 = Fma.MultiplyAdd(low, v, a1);
                    b1 = Fma.MultiplyAdd(high, v, b1);
                    v = Vector256.Create(r2[k]);
                    a2 = Fma.MultiplyAdd(low, v, a2);
                    b2 = Fma.MultiplyAdd(high, v, b2);
                    v = Vector256.Create(r3[k]);
                    a3 = Fma.MultiplyAdd(low, v, a3);
                    b3 = Fma.MultiplyAdd(high, v, b3);
                }

                var to = sums + (j * Lanes) + lane;
                Flush(to, a0, b0);
                Flush(to + 32, a1, b1);
                Flush(to + 64, a2, b2);
                Flush(to + 96, a3, b3);
            }
    }

    internal static void AddScalar(float* packed, float* real, nint* starts, int length, float* sums)
    {
        for (var j = 0; j < Width; j++)
            for (var lane = 0; lane < Lanes; lane++)
            {
                var sum = 0f;
                for (nint k = 0; k < length; k++)
                    sum = MathF.FusedMultiplyAdd(packed[(k * Lanes) + lane], real[starts[j] + k], sum);
                sums[(j * Lanes) + lane] += sum;
            }
    }

    private static void Flush(float* sums, Vector512<float> low, Vector512<float> high)
    {
        (Vector512.Load(sums) + low).Store(sums);
        (Vector512.Load(sums + 16) + high).Store(sums + 16);
    }

    private static void Flush(float* sums, Vector256<float> low, Vector256<float> high)
    {
        (Vector256.Load(sums) + low).Store(sums);
        (Vector256.Load(sums + 8) + high).Store(sums + 8);
    }
}
