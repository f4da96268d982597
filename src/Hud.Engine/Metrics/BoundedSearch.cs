using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using static TorchSharp.torch;

namespace Hud.Engine.Metrics;

/// <summary>The largest sums of <see cref="DirectSearch"/>, from few positions. Spectra of a scene nearly lie in few directions:
/// <see cref="FourierSearch"/> in those, the lengths of both rests as one more band, bounds every sum from above
/// (Cauchy and Schwarz), for a tenth of the bands. Only positions whose bound beats the best sum found are summed in full.</summary>
internal static class BoundedSearch
{
    /// <summary>Leave rests of a few hundredths; 5 and 16 took longer.</summary>
    private const int Directions = 8;

    /// <summary>With fewer bands the bound would cost about as much as the sums.</summary>
    private const int FewBands = 3 * Directions;

    /// <summary>Positions summed in full before a block is given to the full search.</summary>
    private const int MostPositions = 2000;

    /// <summary>Of float32 transforms, a pixel.</summary>
    private const float Rounding = 5e-6f;

    private const long BoundBytes = 512 << 20;

    /// <returns>One sum a block, as <see cref="DirectSearch"/> to 1e-6 of the block's pixels.</returns>
    /// <exception cref="DllNotFoundException">libtorch does not load.</exception>
    public static float[] Best(UnitImage real, GeneratedBlocks blocks, int threads)
    {
        if (real.Bands < FewBands) return FourierSearch.Best(real, blocks, threads);
        TorchRuntime.Ensure(threads);
        var best = Search(real, blocks, SpectralBasis.Of(real, Directions, threads), threads);
        int[] undecided = [.. Enumerable.Range(0, blocks.Count).Where(b => float.IsNaN(best[b]))];
        if (undecided.Length == 0) return best;
        var full = FourierSearch.Best(real, blocks.Only(undecided), threads);
        for (var i = 0; i < undecided.Length; i++) best[undecided[i]] = full[i];
        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] Search(UnitImage real, GeneratedBlocks blocks, SpectralBasis basis, int threads)
    {
        var reduced = Reduce(real, basis, threads);
        var split = blocks.Then(basis.Width, basis.Split);
        var (rows, cols) = (real.Rows - blocks.Side + 1, real.Cols - blocks.Side + 1);
        var batch = (int)Math.Clamp(
            BoundBytes / sizeof(float) / ((long)rows * cols), 1, FourierSearch.BatchOf(reduced, blocks.Side));
        var best = new float[blocks.Count];
        using var scope = NewDisposeScope();
        for (var first = 0; first < blocks.Count; first += batch)
        {
            var (start, count) = (first, Math.Min(batch, blocks.Count - first));
            using var bounds = empty(count, rows, cols);
            FourierSearch.Scan(reduced, split, start, count, (sums, row, col) =>
                bounds.narrow(1, row, sums.shape[1]).narrow(2, col, sums.shape[2]).copy_(sums));
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, b =>
            {
                using var own = bounds[b];
                best[start + b] = Largest(real, blocks, start + b, MemoryMarshal.Cast<byte, float>(own.bytes), cols);
            });
        }

        return best;
    }

    private static Cube Reduce(UnitImage real, SpectralBasis basis, int threads)
    {
        var reduced = new Cube(real.Rows, real.Cols, basis.Width);
        Parallel.For(0, real.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, row => basis.Split(
            real.Data.AsSpan(row * real.Cols * real.Bands, real.Cols * real.Bands),
            reduced.Data.AsSpan(row * real.Cols * basis.Width, real.Cols * basis.Width)));
        return reduced;
    }

    /// <returns>NaN where too many positions would have to be summed.</returns>
    private static float Largest(UnitImage real, GeneratedBlocks blocks, int block, ReadOnlySpan<float> bounds, int cols)
    {
        var (vector, margin) = (new float[blocks.Length], Rounding * blocks.Side * blocks.Side);
        blocks.Fill(block, vector);
        var first = 0;
        for (var i = 1; i < bounds.Length; i++)
            if (bounds[i] > bounds[first]) first = i;
        var best = Sum(real, vector, blocks.Side, first / cols, first % cols);

        var rivals = new List<(float Bound, int At)>();
        for (var i = 0; i < bounds.Length; i++)
            if (bounds[i] + margin > best) rivals.Add((bounds[i], i));
        rivals.Sort((a, b) => b.Bound.CompareTo(a.Bound));
        for (var i = 0; i < rivals.Count && rivals[i].Bound + margin > best; i++)
        {
            if (i == MostPositions) return float.NaN;
            best = Math.Max(best, Sum(real, vector, blocks.Side, rivals[i].At / cols, rivals[i].At % cols));
        }

        return best;
    }

    private static float Sum(UnitImage real, float[] block, int side, int row, int col)
    {
        var (sum, stretch) = (0.0, side * real.Bands);
        for (var r = 0; r < side; r++)
            sum += Spectra.Dot(
                real.Data.AsSpan((((row + r) * real.Cols) + col) * real.Bands, stretch), block.AsSpan(r * stretch, stretch));
        return (float)sum;
    }
}
