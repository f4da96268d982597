using System.Numerics;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Samples as the file holds them (type and order), converted only when asked for: reading a cube then costs
/// its stored size plus its converted size, and nothing in between.</summary>
internal abstract class StoredValues(long[] strides)
{
    public long[] Strides { get; } = strides;

    public abstract long Count { get; }

    /// <summary>Row-major samples of <paramref name="shape"/> from <paramref name="offset"/> on, along the leading
    /// strides left out of it.</summary>
    public abstract TOut[] ToRowMajor<TOut>(int[] shape, long offset = 0) where TOut : unmanaged, INumberBase<TOut>;
}

internal sealed class StoredValues<T>(T[] values, long[] strides) : StoredValues(strides)
    where T : unmanaged, INumberBase<T>
{
    public override long Count => values.Length;

    public override TOut[] ToRowMajor<TOut>(int[] shape, long offset = 0)
    {
        var used = Strides[^shape.Length..];
        var count = shape.Aggregate(1L, (n, d) => n * d);
        if (values is TOut[] same && count == values.Length && used.SequenceEqual(Formats.Strides.RowMajor(shape)))
            return same;
        var target = GC.AllocateUninitializedArray<TOut>(checked((int)count));
        StridedCopy.ToRowMajor(values, offset, shape, used, target);
        return target;
    }
}
