using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>The arithmetic of one <see cref="AdamW"/> step. Elements are independent, so the order of work and the
/// number of threads do not change a bit.</summary>
internal readonly struct AdamWKernel(AdamWOptions options, long step, double gradientScale)
{
    private const int Chunk = 1 << 16;

    private readonly float _scale = (float)gradientScale;
    private readonly float _beta1 = (float)options.Beta1;
    private readonly float _beta2 = (float)options.Beta2;
    private readonly float _rate = (float)RateOf(options, step);
    private readonly float _inverseRoot = (float)InverseRootOf(options, step);
    private readonly float _epsilon = (float)options.Epsilon;
    private readonly float _keep = (float)KeepOf(options, step);

    /// <summary>What m over the root counts, its bias corrected.</summary>
    public static double RateOf(AdamWOptions options, long step) => options.RateAt(step) / (1 - Math.Pow(options.Beta1, step + 1));

    /// <summary>What the root of v counts, its bias corrected.</summary>
    public static double InverseRootOf(AdamWOptions options, long step) => 1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step + 1));

    /// <summary>What the decay leaves of a weight.</summary>
    public static double KeepOf(AdamWOptions options, long step) => 1 - (options.RateAt(step) * options.WeightDecay);

    /// <summary>In double, chunk by chunk in a fixed order.</summary>
    public static double SumOfSquares(Tensor tensor)
    {
        var sum = 0.0;
        foreach (var value in MemoryMarshal.Cast<float, Vector512<float>>(TensorMemory.Floats(tensor)))
        {
            var (low, high) = Vector512.Widen(value);
            sum += Vector512.Sum((low * low) + (high * high));
        }

        var values = TensorMemory.Floats(tensor);
        for (var i = values.Length - (values.Length % Vector512<float>.Count); i < values.Length; i++)
            sum += (double)values[i] * values[i];
        return sum;
    }

    public void Apply(Tensor weight, Tensor gradient, Tensor m, Tensor v)
    {
        var self = this;
        var count = (int)weight.numel();
        if (count <= Chunk)
        {
            Apply(TensorMemory.Floats(weight), TensorMemory.Floats(gradient), TensorMemory.Floats(m), TensorMemory.Floats(v));
            return;
        }

        Parallel.For(0, (count + Chunk - 1) / Chunk, i =>
        {
            var range = (i * Chunk)..Math.Min(count, (i + 1) * Chunk);
            self.Apply(TensorMemory.Floats(weight)[range], TensorMemory.Floats(gradient)[range], TensorMemory.Floats(m)[range], TensorMemory.Floats(v)[range]);
        });
    }

    private void Apply(Span<float> w, ReadOnlySpan<float> g, Span<float> m, Span<float> v)
    {
        var wide = w.Length - (w.Length % Vector512<float>.Count);
        var w16 = MemoryMarshal.Cast<float, Vector512<float>>(w);
        var g16 = MemoryMarshal.Cast<float, Vector512<float>>(g);
        var m16 = MemoryMarshal.Cast<float, Vector512<float>>(m);
        var v16 = MemoryMarshal.Cast<float, Vector512<float>>(v);
        for (var i = 0; i < w16.Length; i++)
        {
            var gradient = g16[i] * _scale;
            m16[i] = (m16[i] * _beta1) + (gradient * (1 - _beta1));
            v16[i] = (v16[i] * _beta2) + (gradient * gradient * (1 - _beta2));
            var root = (Vector512.Sqrt(v16[i]) * _inverseRoot) + Vector512.Create(_epsilon);
            w16[i] = (w16[i] * _keep) - (m16[i] / root * _rate);
        }

        for (var i = wide; i < w.Length; i++)
        {
            var gradient = g[i] * _scale;
            m[i] = (m[i] * _beta1) + (gradient * (1 - _beta1));
            v[i] = (v[i] * _beta2) + (gradient * gradient * (1 - _beta2));
            w[i] = (w[i] * _keep) - (m[i] / ((MathF.Sqrt(v[i]) * _inverseRoot) + _epsilon) * _rate);
        }
    }
}
