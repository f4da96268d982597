using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>D_b, eq. 17 of arXiv 2506.02601, in the one reading that agrees with its table I: every pixel is
/// normalised, a block's score at a position is the mean of its pixels' cosines, and D_b is the mean over generated
/// blocks of the best score at any position of the real scene. Exact; 1 = every block is copied.</summary>
public static class BlockDiversity
{
    /// <summary>Up to this side plain dot products are quicker than Fourier transforms.</summary>
    private const int LargestDirectBlock = 8;

    /// <summary>Below this many multiplications loading libtorch would take longer than the work.</summary>
    private const double FewProducts = 2e9;

    /// <param name="real">rows x cols x bands, in any unit: only directions count.</param>
    /// <param name="valid">One mark a pixel of <paramref name="real"/>. An invalid pixel has cosine 0 with everything,
    /// so a position that covers some can only lose; no position is left out.</param>
    /// <param name="generated">At least one image, same bands, tiled into blocks with stride = block; rows and columns
    /// that fill no whole block are not measured. An all-zero pixel counts as cosine 0.</param>
    /// <param name="block">Side of the square block, 1 .. the smallest side of all images. With 1 the result is
    /// <see cref="PointFidelity"/>.</param>
    /// <param name="threads">Compute threads, at least 1.</param>
    /// <returns>-1 .. 1, and never above F_p of the measured pixels (for spectra without negative cosines, or scenes
    /// without invalid pixels).</returns>
    /// <exception cref="ArgumentException">As in <see cref="PointFidelity"/>, or the block does not fit.</exception>
    public static double Measure(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int block, int threads)
    {
        MetricArguments.Check(real, valid, generated, block, threads);
        if (block == 1) return PointFidelity.Measure(real, valid, generated, threads);
        var blocks = new GeneratedBlocks(generated, block);
        var best = Best(UnitImage.Of(real, valid, threads), blocks, threads);
        return best.Average(b => Math.Min((double)b / (block * block), 1.0));
    }

    private static float[] Best(UnitImage real, GeneratedBlocks blocks, int threads)
    {
        var products = (double)(real.Rows - blocks.Side + 1) * (real.Cols - blocks.Side + 1) * blocks.Length * blocks.Count;
        if (blocks.Side <= LargestDirectBlock || products < FewProducts) return DirectSearch.Best(real, blocks, threads);
        try
        {
            return BoundedSearch.Best(real, blocks, threads);
        }
        catch (DllNotFoundException)
        {
            // Without libtorch the direct search gives the same numbers to 1e-6, only later.
            return DirectSearch.Best(real, blocks, threads);
        }
    }
}
