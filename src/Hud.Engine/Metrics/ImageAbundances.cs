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
        var parts = new List<float[]>();
        foreach (var some in images.Chunk(ImagesAtOnce))
        {
            var count = some.Sum(image => image.Pixels);
            var pixels = new Cube(count, 1, A.GetLength(0), [.. some.SelectMany(image => image.Data)]);
            var X = new float[count * A.GetLength(1)];
            solve(pixels, X);
            parts.Add(X);
        }

        return [.. parts.SelectMany(part => part)];
    }
}
