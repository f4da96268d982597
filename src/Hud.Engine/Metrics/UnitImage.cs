using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>An image whose pixels are unit vectors, or zero where a pixel has no direction (all zero, or invalid):
/// such a pixel has cosine 0 with everything.</summary>
/// <param name="Data">rows x cols x bands, one pixel's bands contiguous.</param>
internal sealed record UnitImage(int Rows, int Cols, int Bands, float[] Data)
{
    /// <summary>All pixels in place; invalid ones become zero.</summary>
    /// <inheritdoc cref="Normalise" path="/exception"/>
    public static UnitImage Of(Cube cube, bool[] valid, int threads) =>
        new(cube.Rows, cube.Cols, cube.Bands, Units(cube, [.. valid.Select((v, i) => v ? i : -1)], threads));

    /// <summary>The valid pixels alone, as one row.</summary>
    /// <inheritdoc cref="Normalise" path="/exception"/>
    public static UnitImage OfValid(Cube cube, bool[] valid, int threads)
    {
        int[] pixels = [.. Enumerable.Range(0, cube.Pixels).Where(i => valid[i])];
        return new(1, pixels.Length, cube.Bands, Units(cube, pixels, threads));
    }

    /// <exception cref="ArgumentException">A sample is NaN or infinite.</exception>
    public static void Normalise(ReadOnlySpan<float> pixel, Span<float> unit)
    {
        var squares = 0.0;
        foreach (var v in pixel) squares += (double)v * v;
        if (!double.IsFinite(squares)) throw new ArgumentException("A pixel holds NaN or infinity.", nameof(pixel));
        var factor = squares == 0 ? 0 : 1 / Math.Sqrt(squares);
        for (var k = 0; k < pixel.Length; k++) unit[k] = (float)(pixel[k] * factor);
    }

    /// <summary>One spectrum a pixel named; below zero none.</summary>
    private static float[] Units(Cube cube, int[] pixels, int threads)
    {
        var data = new float[pixels.Length * cube.Bands];
        DedicatedThreads.Run(threads, thread =>
        {
            var (from, to) = ((long)pixels.Length * thread / threads, (long)pixels.Length * (thread + 1) / threads);
            for (var i = (int)from; i < to; i++)
                if (pixels[i] >= 0) Normalise(cube.Pixel(pixels[i]), data.AsSpan(i * cube.Bands, cube.Bands));
        });
        return data;
    }
}
