using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Metrics;

/// <summary>For each generated pixel the valid real pixel of the best cosine: one search that point fidelity and the
/// spectral angles share.</summary>
internal sealed class NearestPixels
{
    private readonly Lazy<double[]> _degrees;

    private NearestPixels(float[] cosines, Func<double[]> degrees) => (Cosines, _degrees) = (cosines, new(degrees));

    /// <summary>One a generated pixel, image after image, row-major; float32, so 1 - 1e-7 and 1 cannot be told apart.</summary>
    public float[] Cosines { get; }

    // Rounding may lift a cosine past 1 by a few 1e-8.
    public double MeanCosine => Cosines.Average(c => Math.Min(c, 1.0));

    /// <summary>Spectral angles to the same pixels, 0 .. 180, computed again in double; a pixel without direction has 90.
    /// The choice of the pixel is float32: among those within 0.03 degrees of each other it is chance.</summary>
    public double[] Degrees => _degrees.Value;

    public static NearestPixels Of(MetricInputs inputs) =>
        Search(inputs.Real, inputs.Valid, inputs.Generated, inputs.Threads);

    /// <inheritdoc cref="PointFidelity.Measure"/>
    public static NearestPixels Search(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int threads)
    {
        MetricArguments.Check(real, valid, generated, 1, threads);
        var (best, group) = PixelSearch.Find(UnitImage.OfValid(real, valid, threads), new GeneratedBlocks(generated, 1), threads);
        return new(best, () => Angles(real, valid, generated, group, threads));
    }

    private static double[] Angles(Cube real, bool[] valid, IReadOnlyList<Cube> generated, int[] group, int threads)
    {
        var candidates = Enumerable.Range(0, real.Pixels).Where(i => valid[i]).ToArray();
        var degrees = new double[group.Length];
        var first = 0;
        foreach (var image in generated)
        {
            var start = first;
            PixelBlocks.Run(image.Pixels, threads, () => 0, (_, from, count) =>
            {
                for (var i = from; i < from + count; i++)
                    degrees[start + i] = Smallest(image.Pixel(i), real, candidates, group[start + i] * CosineTile.Width);
            });
            first += image.Pixels;
        }

        return degrees;
    }

    private static double Smallest(ReadOnlySpan<float> pixel, Cube real, int[] candidates, int from)
    {
        var smallest = double.PositiveInfinity;
        for (var i = from; i < Math.Min(from + CosineTile.Width, candidates.Length); i++)
            smallest = Math.Min(smallest, SpectralAngle.Degrees(pixel, real.Pixel(candidates[i])));
        return smallest;
    }
}
