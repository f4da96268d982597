using System.Runtime.CompilerServices;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using static TorchSharp.torch;

namespace Hud.Engine.Metrics;

/// <summary>The sums of <see cref="DirectSearch"/> as a cross-correlation, exact as well: per frequency one product of
/// [tiles x bands] by [bands x blocks], so that the sum over bands is the inner dimension of a matrix product. Cost per
/// block is the same whatever its side.</summary>
internal static class FourierSearch
{
    private const int TilesAtOnce = 8, BlocksAtOnce = 16;
    private const long SpectraBytes = 256 << 20;

    /// <returns>One sum a block. Agrees with <see cref="DirectSearch"/> to 1e-6 of the block's pixels.</returns>
    /// <exception cref="DllNotFoundException">libtorch does not load.</exception>
    public static float[] Best(UnitImage real, GeneratedBlocks blocks, int threads)
    {
        TorchRuntime.Ensure(threads);
        return Search(new(real.Rows, real.Cols, real.Bands, real.Data), blocks, null).Best;
    }

    /// <summary>Where the product with the block plus <paramref name="bonus"/> is largest.</summary>
    /// <param name="real">Pixels in the form of <paramref name="blocks"/>.</param>
    /// <param name="bonus">One value a position of a block in <paramref name="real"/>, row-major; negative infinity
    /// excludes it.</param>
    /// <returns>One position a block, row-major, to the precision of float32 sums.</returns>
    /// <exception cref="DllNotFoundException">libtorch does not load.</exception>
    public static int[] Places(Cube real, GeneratedBlocks blocks, float[] bonus, int threads)
    {
        TorchRuntime.Ensure(threads);
        return Search(real, blocks, bonus).Where;
    }

    // Apart, so that no TorchSharp type is touched before the libraries are there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (float[] Best, int[] Where) Search(Cube real, GeneratedBlocks blocks, float[]? bonus)
    {
        using var scope = NewDisposeScope();
        var extra = bonus is null ? null : tensor(bonus, [real.Rows - blocks.Side + 1, real.Cols - blocks.Side + 1]);
        var (best, where) = (new float[blocks.Count], new int[blocks.Count]);
        Array.Fill(best, float.NegativeInfinity);
        var batch = BatchOf(real, blocks.Side);
        for (var first = 0; first < blocks.Count; first += batch)
        {
            var start = first;
            Scan(real, blocks, first, Math.Min(batch, blocks.Count - first), (sums, row, col) =>
            {
                var (rows, cols) = (sums.shape[1], sums.shape[2]);
                if (extra is not null) sums = sums + extra.narrow(0, row, rows).narrow(1, col, cols);
                // The place is asked for only where a tile beats those before it: few do.
                var largest = sums.amax([1L, 2L]).data<float>();
                for (var b = 0; b < sums.shape[0]; b++)
                {
                    if (largest[b] <= best[start + b]) continue;
                    best[start + b] = largest[b];
                    if (bonus is null) continue;
                    var (down, across) = Math.DivRem((int)Number.From(sums[b].argmax()), (int)cols);
                    where[start + b] = ((row + down) * (real.Cols - blocks.Side + 1)) + col + across;
                }
            });
        }

        return (best, where);
    }

    /// <summary>How many blocks <see cref="Scan"/> may take at once.</summary>
    public static int BatchOf(Cube real, int block)
    {
        var perBlock = (long)new Tiling(real, block).Frequencies * real.Bands * 2 * sizeof(float);
        return (int)Math.Clamp(SpectraBytes / perBlock, 1, 256);
    }

    /// <summary>Shows the sums of some blocks at every position of the real image, tile by tile.</summary>
    /// <param name="visit">Gets blocks x rows x columns of sums, valid until it returns, and the first position they belong to.</param>
    public static void Scan(Cube real, GeneratedBlocks blocks, int first, int count, Action<Tensor, int, int> visit)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var tiling = new Tiling(real, blocks.Side);
        var planes = tiling.Planes(real);
        var spectra = BlockSpectra(blocks, first, count, tiling);
        for (var tile = 0; tile < tiling.Count; tile += TilesAtOnce)
        {
            using var step = NewDisposeScope();
            var sums = Correlate(tiling.Spectra(planes, tile, TilesAtOnce), spectra, tiling);
            for (var i = 0; i < sums.shape[0]; i++)
            {
                var (row, col, rows, cols) = tiling.Positions(tile + i);
                visit(sums[i].narrow(1, blocks.Side - 1, rows).narrow(2, blocks.Side - 1, cols), row, col);
            }
        }
    }

    /// <summary>frequencies x bands x blocks. Blocks are turned by 180 degrees: then the product of spectra is a
    /// correlation.</summary>
    private static Tensor BlockSpectra(GeneratedBlocks blocks, int first, int count, Tiling tiling)
    {
        var (side, bands) = (blocks.Side, blocks.Bands);
        var spectra = zeros(tiling.Frequencies, bands, count, ScalarType.ComplexFloat32);
        var vectors = new float[BlocksAtOnce * blocks.Length];
        for (var from = 0; from < count; from += BlocksAtOnce)
        {
            using var step = NewDisposeScope();
            var some = Math.Min(BlocksAtOnce, count - from);
            for (var i = 0; i < some; i++)
                blocks.Fill(first + from + i, vectors.AsSpan(i * blocks.Length, blocks.Length));
            var turned = tensor(vectors.AsMemory(0, some * blocks.Length), [some, side, side, bands])
                .flip(1, 2).permute(0, 3, 1, 2).contiguous();
            // Rows of zeros need no transform: along the rows first, then down the padded columns.
            var rows = fft.rfft(turned, tiling.Side, -1);
            var full = fft.fft_(rows, tiling.Side, -2);
            spectra.narrow(2, from, some).copy_(full.reshape(some, bands, tiling.Frequencies).permute(2, 1, 0));
        }

        return spectra;
    }

    /// <returns>tiles x blocks x side x side.</returns>
    private static Tensor Correlate(Tensor tiles, Tensor blocks, Tiling tiling)
    {
        var products = bmm(tiles, blocks).permute(1, 2, 0).contiguous();
        var shaped = products.reshape(products.shape[0], products.shape[1], tiling.Side, (tiling.Side / 2) + 1);
        return fft.irfft2(shaped, [tiling.Side, tiling.Side]);
    }

    /// <summary>The real image in square tiles that overlap by a block, so that every position lies in one.</summary>
    private sealed class Tiling
    {
        private readonly int _step, _rows, _cols, _across, _down;

        public Tiling(Cube real, int block)
        {
            (_rows, _cols) = (real.Rows - block + 1, real.Cols - block + 1);
            Side = GoodLength(Math.Min(3 * block, Math.Max(real.Rows, real.Cols)));
            _step = Side - block + 1;
            (_down, _across) = ((_rows + _step - 1) / _step, (_cols + _step - 1) / _step);
        }

        public int Side { get; }

        public int Count => _down * _across;

        public int Frequencies => Side * ((Side / 2) + 1);

        /// <summary>bands x rows x columns, padded with zeros to whole tiles.</summary>
        public Tensor Planes(Cube real)
        {
            var image = tensor(real.Data, [real.Rows, real.Cols, real.Bands]).permute(2, 0, 1).contiguous();
            return nn.functional.pad(image,
                [0, ((_across - 1) * _step) + Side - real.Cols, 0, ((_down - 1) * _step) + Side - real.Rows]);
        }

        /// <summary>frequencies x tiles x bands.</summary>
        public Tensor Spectra(Tensor planes, int first, int most)
        {
            var tiles = stack(Enumerable.Range(first, Math.Min(most, Count - first)).Select(t =>
                planes.narrow(1, t / _across * _step, Side).narrow(2, t % _across * _step, Side)));
            return fft.rfft2(tiles).reshape(tiles.shape[0], tiles.shape[1], Frequencies).permute(2, 0, 1).contiguous();
        }

        /// <summary>The first position of a tile, and how many of its positions lie in the real image.</summary>
        public (int Row, int Col, int Rows, int Cols) Positions(int tile)
        {
            var (row, col) = (tile / _across * _step, tile % _across * _step);
            return (row, col, Math.Min(_step, _rows - row), Math.Min(_step, _cols - col));
        }

        /// <summary>The next length without prime factors above 5, and even.</summary>
        private static int GoodLength(int length)
        {
            for (var n = length + (length % 2); ; n += 2)
            {
                var rest = n;
                foreach (var factor in (int[])[2, 3, 5])
                    while (rest % factor == 0) rest /= factor;
                if (rest == 1) return n;
            }
        }
    }
}
