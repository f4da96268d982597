using System.Runtime.InteropServices;

namespace Hud.Engine.Metrics;

/// <summary>For each generated block the largest sum of per-pixel cosines over every position of the real image,
/// by plain dot products: cost positions x generated pixels x bands, whatever the block.</summary>
internal static unsafe class DirectSearch
{
    private const int PackedBytes = 64 << 20;
    private const int ChunkBytes = 512 << 10;

    /// <returns>One sum a block, in -pixels .. pixels of a block. Independent of <paramref name="threads"/>: each sum
    /// is computed alone and a maximum has no order.</returns>
    public static float[] Best(UnitImage real, GeneratedBlocks blocks, int threads) => Find(real, blocks, threads).Best;

    /// <summary>The same with the place of each largest sum: the number of its <see cref="CosineTile.Width"/> neighbours
    /// in a row of positions. Where several are equal, the first.</summary>
    public static (float[] Best, int[] Group) Find(UnitImage real, GeneratedBlocks blocks, int threads)
    {
        var (best, group) = (new float[blocks.Count], new int[blocks.Count]);
        var batch = Math.Max(1, PackedBytes / sizeof(float) / blocks.Length / CosineTile.Lanes) * CosineTile.Lanes;
        for (var first = 0; first < blocks.Count; first += batch)
        {
            var count = Math.Min(batch, blocks.Count - first);
            Batch(real, blocks, first, best.AsSpan(first, count), group.AsSpan(first, count), threads);
        }

        return (best, group);
    }

    private static void Batch(
        UnitImage real, GeneratedBlocks blocks, int first, Span<float> best, Span<int> group, int threads)
    {
        var positions = new Positions(real, blocks.Side);
        var tiles = (best.Length + CosineTile.Lanes - 1) / CosineTile.Lanes;
        var packed = Pack(blocks, first, best.Length, tiles);
        // A chunk of real pixels stays in the second-level cache while all tiles pass over it.
        var chunk = Math.Max(1, ChunkBytes / (CosineTile.Width * real.Bands * sizeof(float)));
        var chunks = (positions.Groups + chunk - 1) / chunk;
        var found = new (float[] Best, int[] Group)[threads];
        var next = -1;
        DedicatedThreads.Run(threads, thread =>
        {
            var mine = found[thread] = (new float[tiles * CosineTile.Lanes], new int[tiles * CosineTile.Lanes]);
            Array.Fill(mine.Best, float.NegativeInfinity);
            while (Interlocked.Increment(ref next) is var item && item < chunks * tiles)
            {
                var (from, tile) = (item / tiles * chunk, item % tiles);
                positions.Search(from, Math.Min(from + chunk, positions.Groups),
                    packed.AsSpan(tile * blocks.Length * CosineTile.Lanes, blocks.Length * CosineTile.Lanes),
                    mine.Best.AsSpan(tile * CosineTile.Lanes, CosineTile.Lanes),
                    mine.Group.AsSpan(tile * CosineTile.Lanes, CosineTile.Lanes));
            }
        });
        for (var i = 0; i < best.Length; i++)
        {
            best[i] = float.NegativeInfinity;
            foreach (var (values, groups) in found)
            {
                // Which thread took which chunk is chance: of equals the first place must win.
                if (values[i] > best[i] || (values[i] == best[i] && groups[i] < group[i]))
                    (best[i], group[i]) = (values[i], groups[i]);
            }
        }
    }

    /// <summary>tiles x length x 32; lanes beyond the last block stay zero.</summary>
    private static float[] Pack(GeneratedBlocks blocks, int first, int count, int tiles)
    {
        var packed = new float[tiles * blocks.Length * CosineTile.Lanes];
        var vector = new float[blocks.Length];
        for (var i = 0; i < count; i++)
        {
            blocks.Fill(first + i, vector);
            var start = (i / CosineTile.Lanes * blocks.Length * CosineTile.Lanes) + (i % CosineTile.Lanes);
            for (var k = 0; k < vector.Length; k++) packed[start + (k * CosineTile.Lanes)] = vector[k];
        }

        return packed;
    }

    /// <summary>The block positions of the real image in groups of 8 neighbours of one row.</summary>
    private sealed class Positions(UnitImage real, int block)
    {
        private readonly int _cols = real.Cols - block + 1;
        private readonly int _groupsPerRow = (real.Cols - block + CosineTile.Width) / CosineTile.Width;

        public int Groups => (real.Rows - block + 1) * _groupsPerRow;

        public void Search(int from, int to, ReadOnlySpan<float> packed, Span<float> best, Span<int> where)
        {
            var sums = stackalloc float[CosineTile.Width * CosineTile.Lanes];
            var starts = stackalloc nint[CosineTile.Width];
            var stretch = block * real.Bands;
            fixed (float* data = real.Data, generated = packed, largest = best)
            fixed (int* place = where)
            {
                for (var group = from; group < to; group++)
                {
                    var (row, col) = (group / _groupsPerRow, group % _groupsPerRow * CosineTile.Width);
                    // Beyond the row's end the last position is repeated: a maximum does not mind.
                    for (var j = 0; j < CosineTile.Width; j++)
                        starts[j] = (nint)Math.Min(col + j, _cols - 1) * real.Bands;
                    NativeMemory.Clear(sums, CosineTile.Width * CosineTile.Lanes * sizeof(float));
                    for (var r = 0; r < block; r++)
                        CosineTile.Add(
                            generated + ((nint)r * stretch * CosineTile.Lanes),
                            data + ((nint)(row + r) * real.Cols * real.Bands), starts, stretch, sums);
                    CosineTile.Max(sums, largest, place, group);
                }
            }
        }
    }
}
