using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hud.Engine.Scenes;

namespace Hud.Engine.Unmixing;

/// <summary>Mean spectrum m and Y Y'/N of chosen pixels, accumulated in double.</summary>
/// <param name="Mean">bands values.</param>
/// <param name="Correlation">Y Y'/N, bands x bands, uncentred.</param>
internal sealed record SpectralMoments(double[] Mean, double[,] Correlation)
{
    /// <summary>Pixels converted to double at a time: the tile of them stays in the first caches.</summary>
    private const int Tile = 64;

    /// <summary>Partial sums; their number is fixed so that threads do not change the last digit.</summary>
    private const int Parts = 16;

    /// <summary>Y Y'/N - m m', bands x bands.</summary>
    public double[,] Covariance()
    {
        var covariance = (double[,])Correlation.Clone();
        for (var i = 0; i < Mean.Length; i++)
        {
            for (var j = 0; j < Mean.Length; j++) covariance[i, j] -= Mean[i] * Mean[j];
        }

        return covariance;
    }

    /// <param name="pixels">Indices of the pixels that count.</param>
    public static SpectralMoments Of(Cube cube, int[] pixels, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var parts = new Part[Parts];
        Parallel.For(
            0,
            Parts,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            p =>
            {
                var (from, to) = ((int)((long)pixels.Length * p / Parts), (int)((long)pixels.Length * (p + 1) / Parts));
                parts[p] = new Part(cube.Bands);
                for (var first = from; first < to; first += Tile)
                    parts[p].Add(cube, pixels.AsSpan(first, Math.Min(Tile, to - first)));
            });
        var bands = cube.Bands;
        var mean = new double[bands];
        var correlation = new double[bands, bands];
        for (var i = 0; i < bands; i++)
        {
            mean[i] = parts.Sum(p => p.Sum[i]) / pixels.Length;
            for (var j = i; j < bands; j++)
                correlation[i, j] = correlation[j, i] = parts.Sum(p => p.Products[(i * p.Stride) + j]) / pixels.Length;
        }

        return new SpectralMoments(mean, correlation);
    }

    private sealed class Part(int bands)
    {
        private readonly double[] _tile = new double[Tile * ((bands + 15) & ~15)];

        public int Stride { get; } = (bands + 15) & ~15;

        public double[] Sum { get; } = new double[bands];

        /// <summary>Right on and above the diagonal only.</summary>
        public double[] Products { get; } = new double[((bands + 15) & ~15) * ((bands + 15) & ~15)];

        public void Add(Cube cube, ReadOnlySpan<int> pixels)
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                var y = cube.Pixel(pixels[i]);
                var row = _tile.AsSpan(i * Stride, Stride);
                for (var band = 0; band < y.Length; band++) Sum[band] += row[band] = y[band];
            }

            for (var row = 0; row < Stride; row += 4)
            {
                for (var column = row & ~15; column < Stride; column += 16) Add(row, column, pixels.Length);
            }
        }

        // 4 x 16 sums in eight registers.
        private void Add(int row, int column, int pixels)
        {
            ref var y = ref MemoryMarshal.GetArrayDataReference(_tile);
            Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default;
            Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default;
            for (var at = 0; at < pixels * Stride; at += Stride)
            {
                var left = Vector512.LoadUnsafe(ref y, (nuint)(at + column));
                var right = Vector512.LoadUnsafe(ref y, (nuint)(at + column + 8));
                var y0 = Vector512.Create(_tile[at + row]);
                var y1 = Vector512.Create(_tile[at + row + 1]);
                var y2 = Vector512.Create(_tile[at + row + 2]);
                var y3 = Vector512.Create(_tile[at + row + 3]);
                a0 = Vector512.FusedMultiplyAdd(y0, left, a0);
                b0 = Vector512.FusedMultiplyAdd(y0, right, b0);
                a1 = Vector512.FusedMultiplyAdd(y1, left, a1);
                b1 = Vector512.FusedMultiplyAdd(y1, right, b1);
                a2 = Vector512.FusedMultiplyAdd(y2, left, a2);
                b2 = Vector512.FusedMultiplyAdd(y2, right, b2);
                a3 = Vector512.FusedMultiplyAdd(y3, left, a3);
                b3 = Vector512.FusedMultiplyAdd(y3, right, b3);
            }

            Store(row, column, a0, b0);
            Store(row + 1, column, a1, b1);
            Store(row + 2, column, a2, b2);
            Store(row + 3, column, a3, b3);
        }

        private void Store(int row, int column, Vector512<double> left, Vector512<double> right)
        {
            ref var products = ref MemoryMarshal.GetArrayDataReference(Products);
            var at = (nuint)((row * Stride) + column);
            (left + Vector512.LoadUnsafe(ref products, at)).StoreUnsafe(ref products, at);
            (right + Vector512.LoadUnsafe(ref products, at + 8)).StoreUnsafe(ref products, at + 8);
        }
    }
}
