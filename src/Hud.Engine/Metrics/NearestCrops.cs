using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>Distance of images to the nearest window of a scene, over every position: root mean square over pixels and
/// bands, values as they are.</summary>
internal static class NearestCrops
{
    /// <summary>Below this many multiplications loading libtorch would take longer than the work.</summary>
    private const double FewProducts = 1e8;

    /// <param name="allowed">One mark a position of a window in the scene, row-major; at least one is set.</param>
    /// <param name="images">At least one, bands as the scene; tiled into squares of <paramref name="side"/>.</param>
    /// <returns>One distance a square, in the unit of the cubes. Where the scene is large the window is chosen in
    /// float32: one nearer by less than about a thousandth of the scene's deviation may be missed.</returns>
    public static double[] Distances(Cube scene, bool[] allowed, IReadOnlyList<Cube> images, int side, int threads)
    {
        var windows = new SceneWindows(scene, side);
        var squares = new GeneratedBlocks(images, side, static (pixel, form) => pixel.CopyTo(form));
        var distances = new double[squares.Count];
        var places = (double)squares.Count * squares.Length * allowed.Length < FewProducts
            ? null
            : ByFourier(windows, allowed, images, threads);
        Parallel.For(0, squares.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var square = new float[squares.Length];
            squares.Fill(i, square);
            var squared = places is null
                ? windows.Smallest(square, allowed)
                : windows.SquaredDistance(square, places[i], double.PositiveInfinity);
            distances[i] = Math.Sqrt(squared / square.Length);
        });
        return distances;
    }

    /// <summary>|g - r|^2 = |g|^2 - 2 (g.r - |r|^2 / 2): the nearest window has the largest bracket. Both are taken from
    /// the scene's mean spectrum first, which moves no distance and keeps the numbers small.</summary>
    /// <returns>Null without libtorch: then plain loops give the same, only later.</returns>
    private static int[]? ByFourier(SceneWindows windows, bool[] allowed, IReadOnlyList<Cube> images, int threads)
    {
        var mean = windows.MeanSpectrum();
        var squares = new GeneratedBlocks(images, windows.Side, Centre);
        var centred = new Cube(windows.Scene.Rows, windows.Scene.Cols, windows.Scene.Bands);
        for (var i = 0; i < centred.Pixels; i++) Centre(windows.Scene.Pixel(i), centred.Pixel(i));
        var bonus = new SceneWindows(centred, windows.Side).Energies();
        for (var i = 0; i < bonus.Length; i++) bonus[i] = allowed[i] ? -bonus[i] / 2 : float.NegativeInfinity;
        try
        {
            return FourierSearch.Places(centred, squares, bonus, threads);
        }
        catch (DllNotFoundException)
        {
            return null;
        }

        void Centre(ReadOnlySpan<float> pixel, Span<float> form)
        {
            for (var k = 0; k < form.Length; k++) form[k] = pixel[k] - mean[k];
        }
    }
}
