using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Engine.Unmixing;

/// <summary>Successive projection (Araujo et al. 2001; ATGP in remote sensing): takes, d times, the pixel with the
/// largest part orthogonal to those already taken. No chance and no denoising.</summary>
public static class Spa
{
    /// <param name="valid">False for pixels that must not become endmembers.</param>
    /// <param name="d">Number of endmembers, 2 .. bands.</param>
    /// <param name="threads">At least 1; the result is the same for every number of threads.</param>
    /// <exception cref="InputException">d below 2, above the bands, or above the valid pixels.</exception>
    public static Endmembers Extract(Cube cube, bool[] valid, int d, int threads = 1)
    {
        var pixels = ExtractionInput.Require(cube, valid, d);
        var moments = SpectralMoments.Of(cube, pixels, threads);
        var snr = SignalToNoise.Decibels(moments, PrincipalAxes.Of(moments.Covariance()), d);
        var rest = SquaredNorms(cube, pixels, threads);
        var basis = new List<double[]>(d);
        var spectra = new double[cube.Bands, d];
        var indices = new int[d];
        for (var k = 0; k < d; k++)
        {
            var best = Array.IndexOf(rest, rest.Max());
            indices[k] = pixels[best];
            var y = cube.Pixel(indices[k]);
            for (var band = 0; band < y.Length; band++) spectra[band, k] = y[band];
            if (Orthogonal(y, basis) is { } q)
            {
                basis.Add(q);
                Subtract(cube, pixels, q, rest, threads);
            }

            // Never again, even when every pixel left lies in the span.
            rest[best] = double.NegativeInfinity;
        }

        return new Endmembers(spectra, [.. indices], snr, VcaBranch.Auto);
    }

    private static double[] SquaredNorms(Cube cube, int[] pixels, int threads)
    {
        var norms = new double[pixels.Length];
        PixelBlocks.Run(
            pixels.Length,
            threads,
            () => 0,
            (_, first, count) =>
            {
                for (var i = first; i < first + count; i++)
                {
                    foreach (var value in cube.Pixel(pixels[i])) norms[i] += (double)value * value;
                }
            });
        return norms;
    }

    /// <summary>The unit vector of what the basis does not reach; null when that is rounding.</summary>
    private static double[]? Orthogonal(ReadOnlySpan<float> y, List<double[]> basis)
    {
        var rest = new double[y.Length];
        for (var band = 0; band < y.Length; band++) rest[band] = y[band];
        var before = rest.Sum(v => v * v);
        // Twice is enough (Kahan, Parlett): the first pass leaves rounding along the basis.
        foreach (var q in basis.Concat(basis))
        {
            var along = 0.0;
            for (var band = 0; band < q.Length; band++) along += q[band] * rest[band];
            for (var band = 0; band < q.Length; band++) rest[band] -= along * q[band];
        }

        var squared = rest.Sum(v => v * v);
        if (squared <= 1e-24 * before) return null;
        return [.. rest.Select(v => v / Math.Sqrt(squared))];
    }

    private static void Subtract(Cube cube, int[] pixels, double[] q, double[] rest, int threads)
    {
        var column = new double[q.Length, 1];
        for (var band = 0; band < q.Length; band++) column[band, 0] = q[band];
        var products = new PixelProducts(column);
        PixelBlocks.Run(
            pixels.Length,
            threads,
            () => new double[products.Stride],
            (own, first, count) =>
            {
                for (var i = first; i < first + count; i++)
                {
                    products.Multiply(cube.Pixel(pixels[i]), own);
                    rest[i] -= own[0] * own[0];
                }
            });
    }
}
