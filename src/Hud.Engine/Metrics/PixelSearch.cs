namespace Hud.Engine.Metrics;

/// <summary>What <see cref="DirectSearch"/> finds for single pixels, bit for bit, from fewer products. Spectra of a scene nearly
/// lie in few directions: the product in those, with the lengths of both rests as one more, bounds a cosine from above (Cauchy
/// and Schwarz). Pairs whose bound beats the best cosine found get a closer one, and what that leaves is computed in full.</summary>
internal static class PixelSearch
{
    /// <summary>Below this many pairs the basis would take longer than the search.</summary>
    private const long FewPairs = 1 << 22;

    /// <summary>Tiles that pass over a part of the scene one after the other, while its bounds are in the second-level cache.</summary>
    private const int TilesAtOnce = 16;

    private const int PartBytes = 512 << 10;

    /// <param name="real">One row of pixels, as <see cref="UnitImage.OfValid"/> gives them.</param>
    /// <param name="pixels">Blocks of a single pixel.</param>
    /// <returns>One cosine and one place a pixel: the number of its <see cref="CosineTile.Width"/> neighbours in the row.</returns>
    public static (float[] Best, int[] Group) Find(UnitImage real, GeneratedBlocks pixels, int threads)
    {
        if (real.Bands < SplitScene.BandsPerDirection * SplitScene.CoarseDirections || (long)real.Cols * pixels.Count < FewPairs)
            return DirectSearch.Find(real, pixels, threads);
        var scene = new SplitScene(real, threads);
        var (best, group) = (new float[pixels.Count], new int[pixels.Count]);
        var next = -TilesAtOnce * CosineTile.Lanes;
        DedicatedThreads.Run(threads, _ =>
        {
            var tiles = Enumerable.Range(0, TilesAtOnce).Select(_ => new PixelTile(scene)).ToArray();
            while (Interlocked.Add(ref next, TilesAtOnce * CosineTile.Lanes) is var first && first < pixels.Count)
                Search(scene, tiles, pixels, first, best, group);
        });
        return (best, group);
    }

    private static void Search(SplitScene scene, PixelTile[] tiles, GeneratedBlocks pixels, int first, float[] best, int[] group)
    {
        var some = tiles.Take((pixels.Count - first + CosineTile.Lanes - 1) / CosineTile.Lanes).ToArray();
        for (var t = 0; t < some.Length; t++) some[t].Begin(pixels, first + (t * CosineTile.Lanes));
        var part = PartBytes / sizeof(float) / CosineTile.Width / (SplitScene.CoarseWidth + scene.CloseWidth);
        for (var from = 0; from < scene.Groups; from += part)
            foreach (var tile in some) tile.Scan(from, Math.Min(from + part, scene.Groups));
        for (var t = 0; t < some.Length; t++) some[t].End(best, group, first + (t * CosineTile.Lanes));
    }
}
