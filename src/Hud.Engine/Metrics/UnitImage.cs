using Hud.Engine.Scenes;

namespace Hud.Engine.Metrics;

/// <summary>An image whose pixels are unit vectors, or zero where a pixel has no direction (all zero, or invalid):
/// such a pixel has cosine 0 with everything.</summary>
/// <param name="Data">rows x cols x bands, one pixel's bands contiguous.</param>
internal sealed record UnitImage(int Rows, int Cols, int Bands, float[] Data)
{
    /// <summary>All pixels in place; invalid ones become zero.</summary>
    public static UnitImage Of(Cube cube, bool[] valid)
    {
        var data = new float[cube.Data.Length];
        for (var i = 0; i < cube.Pixels; i++)
            if (valid[i]) Normalise(cube.Pixel(i), data.AsSpan(i * cube.Bands, cube.Bands));
        return new(cube.Rows, cube.Cols, cube.Bands, data);
    }

    /// <summary>The valid pixels alone, as one row.</summary>
    public static UnitImage OfValid(Cube cube, bool[] valid)
    {
        var count = valid.Count(v => v);
        var data = new float[count * cube.Bands];
        for (int i = 0, to = 0; i < cube.Pixels; i++)
            if (valid[i]) Normalise(cube.Pixel(i), data.AsSpan(to++ * cube.Bands, cube.Bands));
        return new(1, count, cube.Bands, data);
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
}
