using Hud.Engine.Scenes;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Three bands as red, green and blue, each stretched linearly between two values of the real scene.</summary>
internal sealed class PseudoColour
{
    private readonly (int Band, float Low, float High)[] _channels;

    /// <summary>The stretch runs from the 2nd to the 98th percentile of the scene's valid pixels, band by band.</summary>
    public PseudoColour(Scene scene)
    {
        var (red, green, blue) = scene.ColourBands;
        _channels = [.. new[] { red, green, blue }.Select(band =>
        {
            var values = Enumerable.Range(0, scene.Cube.Pixels).Where(i => scene.Valid[i])
                .Select(i => scene.Cube.Data[(i * scene.Cube.Bands) + band]).Order().ToArray();
            return (band, values[(int)(0.02 * (values.Length - 1))], values[(int)(0.98 * (values.Length - 1))]);
        })];
    }

    /// <param name="enlarge">Dots a pixel's side, so that no viewer has to interpolate.</param>
    public SKImage Image(Cube cube, int enlarge)
    {
        using var bitmap = new SKBitmap(cube.Cols * enlarge, cube.Rows * enlarge, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = new SKColor[bitmap.Width * bitmap.Height];
        for (var y = 0; y < bitmap.Height; y++)
            for (var x = 0; x < bitmap.Width; x++)
            {
                var pixel = cube.Pixel(y / enlarge, x / enlarge);
                pixels[(y * bitmap.Width) + x] = new(Level(pixel, 0), Level(pixel, 1), Level(pixel, 2));
            }

        bitmap.Pixels = pixels;
        return SKImage.FromBitmap(bitmap);
    }

    private byte Level(ReadOnlySpan<float> pixel, int channel)
    {
        var (band, low, high) = _channels[channel];
        var level = high > low ? (pixel[band] - low) / (high - low) : 0.5f;
        return (byte)MathF.Round(255 * Math.Clamp(level, 0, 1));
    }
}
