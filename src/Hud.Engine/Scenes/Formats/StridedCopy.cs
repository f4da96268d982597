using System.Numerics;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Copies samples of any layout into row-major order, converting on the way.</summary>
internal static class StridedCopy
{
    // 32 x 32 tiles: both sides touch whole cache lines and stay within the first-level cache.
    private const int Tile = 32;

    // Below this many samples starting threads costs more than it saves.
    private const int ParallelFrom = 1 << 16;

    /// <param name="offset">Index in <paramref name="source"/> of the first sample.</param>
    /// <param name="strides">Of <paramref name="source"/>, one for each axis of <paramref name="shape"/>.</param>
    /// <param name="target">Product of <paramref name="shape"/> samples, row-major.</param>
    public static void ToRowMajor<TIn, TOut>(
        TIn[] source, long offset, int[] shape, long[] strides, TOut[] target)
        where TIn : unmanaged, INumberBase<TIn>
        where TOut : unmanaged, INumberBase<TOut>
    {
        if (target.Length == 0) return;
        var last = shape.Length - 1;
        if (last < 0)
        {
            target[0] = TOut.CreateTruncating(source[offset]);
            return;
        }

        // The axis that is contiguous in the source is tiled against the one contiguous in the target.
        var fast = Array.FindIndex(strides, 0, s => s == 1);
        while (fast >= 0 && fast < last && shape[fast] == 1) fast = Array.FindIndex(strides, fast + 1, s => s == 1);
        if (fast < 0) fast = last;
        var targetStrides = Strides.RowMajor(shape);
        var outer = Enumerable.Range(0, last).Where(axis => axis != fast).ToArray();
        var outerCount = outer.Aggregate(1, (n, axis) => n * shape[axis]);
        var (rows, cols) = (fast == last ? 1 : shape[fast], shape[last]);
        var tiles = (rows + Tile - 1) / Tile;

        Repeat(outerCount * (long)tiles, target.Length >= ParallelFrom, job =>
        {
            var (from, to) = (offset, 0L);
            var rest = job / tiles;
            for (var i = outer.Length - 1; i >= 0; i--)
            {
                (rest, var index) = Math.DivRem(rest, shape[outer[i]]);
                from += index * strides[outer[i]];
                to += index * targetStrides[outer[i]];
            }

            var firstRow = (int)(job % tiles) * Tile;
            var endRow = Math.Min(rows, firstRow + Tile);
            var (rowFrom, rowTo) = fast == last ? (0L, 0L) : (strides[fast], targetStrides[fast]);
            for (var firstCol = 0; firstCol < cols; firstCol += Tile)
            {
                var endCol = Math.Min(cols, firstCol + Tile);
                for (var row = firstRow; row < endRow; row++)
                {
                    var read = from + (row * rowFrom) + (firstCol * strides[last]);
                    var write = target.AsSpan((int)(to + (row * rowTo)) + firstCol, endCol - firstCol);
                    for (var i = 0; i < write.Length; i++, read += strides[last])
                        write[i] = TOut.CreateTruncating(source[read]);
                }
            }
        });
    }

    private static void Repeat(long count, bool parallel, Action<long> body)
    {
        if (parallel) Parallel.For(0L, count, body);
        else for (var i = 0L; i < count; i++) body(i);
    }
}
