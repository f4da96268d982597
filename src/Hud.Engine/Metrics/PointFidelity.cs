using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>F_p, eq. 16 of arXiv 2506.02601: the mean over all generated pixels of the largest cosine with any valid
/// pixel of the real scene. Exact, no sampling.</summary>
public static class PointFidelity
{
    /// <param name="real">rows x cols x bands, in any unit: only directions count.</param>
    /// <param name="valid">One mark a pixel of <paramref name="real"/>; the others are not compared with.</param>
    /// <param name="generated">At least one image of any size, same bands. An all-zero pixel has no direction and
    /// counts as cosine 0.</param>
    /// <param name="threads">Compute threads, at least 1; the result does not depend on it.</param>
    /// <returns>-1 .. 1; for non-negative data 0 .. 1. 1 = every generated spectrum is a scaled real one.</returns>
    /// <exception cref="ArgumentException">Band counts differ, nothing is valid, a sample is NaN or infinite.</exception>
    public static double Measure(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int threads) =>
        NearestPixels.Search(real, valid, generated, threads).MeanCosine;
}
