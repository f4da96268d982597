using System.Numerics;

namespace Hud.Engine.Metrics;

/// <summary>Float32 arithmetic on short vectors, as wide as the processor allows.</summary>
internal static class Spectra
{
    /// <summary>Inner product of two vectors of one length.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (even, odd, step) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Count);
        var i = 0;
        for (; i + (2 * step) <= a.Length; i += 2 * step)
        {
            even += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
            odd += new Vector<float>(a[(i + step)..]) * new Vector<float>(b[(i + step)..]);
        }

        var total = Vector.Sum(even + odd);
        for (; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }
}
