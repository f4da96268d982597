using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>First Wasserstein distance of generated to real values, band by band: the area between the two quantile
/// functions. Exact for any two numbers of values.</summary>
internal static class BandWasserstein
{
    /// <summary>Bands gathered in one pass: a cache line of a pixel holds them all.</summary>
    private const int BandsAtOnce = 16;

    /// <param name="valid">One mark a pixel of <paramref name="real"/>; the others are left out.</param>
    /// <param name="generated">At least one image, bands and unit as <paramref name="real"/>.</param>
    /// <param name="threads">At least 1; the result does not depend on it.</param>
    /// <returns>The mean over bands, in the unit of the cubes, 0 = equal distributions in every band.</returns>
    /// <exception cref="ArgumentException">Band counts differ, or nothing is valid.</exception>
    public static double Measure(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int threads)
    {
        MetricArguments.Check(real, valid, generated, 1, threads);
        var marked = valid.Count(v => v);
        var pixels = generated.Sum(g => g.Pixels);
        var distances = new double[real.Bands];
        var next = -BandsAtOnce;
        var groups = (real.Bands + BandsAtOnce - 1) / BandsAtOnce;
        DedicatedThreads.Run(Math.Min(threads, groups), _ =>
        {
            var (x, y) = (Columns(pixels), Columns(marked));
            while (Interlocked.Add(ref next, BandsAtOnce) is var first && first < real.Bands)
            {
                var count = Math.Min(BandsAtOnce, real.Bands - first);
                var at = 0;
                foreach (var image in generated)
                {
                    for (var i = 0; i < image.Pixels; i++) Scatter(image.Pixel(i).Slice(first, count), x, at++);
                }

                at = 0;
                for (var i = 0; i < real.Pixels; i++)
                    if (valid[i]) Scatter(real.Pixel(i).Slice(first, count), y, at++);
                for (var band = 0; band < count; band++) distances[first + band] = Distance(x[band], y[band]);
            }
        });
        return distances.Average();
    }

    /// <summary>The area between the quantile functions of two samples; sorts both.</summary>
    internal static double Distance(float[] x, float[] y)
    {
        Array.Sort(x);
        Array.Sort(y);
        var (area, at) = (0.0, 0L);
        for (long i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            // Both functions are steps; on a grid of 1 / (n m) every step begins at a whole number.
            var (endX, endY) = ((i + 1) * y.Length, (j + 1) * x.Length);
            var end = Math.Min(endX, endY);
            area += (end - at) * Math.Abs((double)x[i] - y[j]);
            at = end;
            if (endX == end) i++;
            if (endY == end) j++;
        }

        return area / ((double)x.Length * y.Length);
    }

    private static float[][] Columns(int length) =>
        [.. Enumerable.Range(0, BandsAtOnce).Select(_ => new float[length])];

    private static void Scatter(ReadOnlySpan<float> values, float[][] columns, int at)
    {
        for (var k = 0; k < values.Length; k++) columns[k][at] = values[k];
    }
}
