using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Metrics;

/// <summary>Abundances of the pixels of many images on given endmembers.</summary>
internal static class ImageAbundances
{
    /// <summary>Single images are too small for all threads, and all together too large for memory.</summary>
    private const int ImagesAtOnce = 64;

    /// <summary>Eq. 3: may be negative, need not sum to one.</summary>
    /// <param name="images">Images of any size; taken one after the other.</param>
    /// <param name="A">Endmembers, bands x d.</param>
    /// <returns>Pixels x d, image after image.</returns>
    public static float[] Unconstrained(IEnumerable<Cube> images, double[,] A, int threads) =>
        Solve(images, A, (pixels, X) => LinearAbundances.SolveRaw(pixels, A, X, threads));

    /// <summary>Eq. 2: non-negative with sum one.</summary>
    /// <inheritdoc cref="Unconstrained"/>
    public static float[] Constrained(IEnumerable<Cube> images, double[,] A, int threads) =>
        Solve(images, A, (pixels, X) => Fcls.Solve(pixels, A, X, threads));

    private static float[] Solve(IEnumerable<Cube> images, double[,] A, Action<Cube, float[]> solve)
    {
        var (bands, d) = (A.GetLength(0), A.GetLength(1));
        var parts = new List<float[]>();
        foreach (var some in images.Chunk(ImagesAtOnce))
        {
            var pixels = new Cube(some.Sum(image => image.Pixels), 1, bands);
            var at = 0;
            foreach (var image in some)
            {
                image.Data.CopyTo(pixels.Data, at);
                at += image.Data.Length;
            }

            var X = new float[pixels.Pixels * d];
            solve(pixels, X);
            parts.Add(X);
        }

        return [.. parts.SelectMany(part => part)];
    }
}
