using Hud.Engine.Scenes;
using ScottPlot;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>One map an endmember: where in the scene how much of it is.</summary>
public static class AbundanceMapsFigure
{
    private const float Pt = FigureFile.Point;
    private const int Columns = 4, Gap = 12, Left = 4;
    private const float Top = 17 * Pt, Caption = 11 * Pt, Right = 30 * Pt;
    private static readonly IColormap Colours = new ScottPlot.Colormaps.Viridis();

    /// <param name="abundances">rows x cols x endmembers, shares in 0 .. 1, of any scene (values outside are drawn as
    /// the nearest end).</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(Scene scene, Cube abundances, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(abundances);
        var width = (int)((FigureFile.Width - Left - Right - ((Columns - 1) * Gap)) / Columns);
        var height = width * abundances.Rows / abundances.Cols;
        var lines = (abundances.Bands + Columns - 1) / Columns;
        var bottom = Top + (lines * (height + Caption));

        FigureFile.Write(pathWithoutExtension, (int)bottom + Gap, canvas =>
        {
            FigureText.Heading(canvas, scene.Name, scene.Provenance, ", abundances");
            for (var e = 0; e < abundances.Bands; e++)
            {
                using var map = Map(abundances, e, width, height);
                var left = Left + (e % Columns * (width + Gap));
                var top = Top + (e / Columns * (height + Caption)) + Caption;
                FigureText.Centred(canvas, $"{e + 1}", left + (width / 2f), top - (2 * Pt));
                canvas.DrawImage(map, SKRect.Create(left, top, width, height));
            }

            ColourScale.Share(canvas, Colours, "share", new SKRect(
                FigureFile.Width - Right + (5 * Pt), Top + Caption, FigureFile.Width - Right + (11 * Pt), Top + Caption + (60 * Pt)));
        });
    }

    /// <summary>Few large pixels stay sharp; many small ones are averaged down to the size of the map.</summary>
    private static SKImage Map(Cube abundances, int endmember, int width, int height)
    {
        var pixels = new SKColor[abundances.Pixels];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = Colours.GetColor(Math.Clamp(abundances.Pixel(i)[endmember], 0, 1)).ToSKColor();
        using var bitmap = new SKBitmap(abundances.Cols, abundances.Rows, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Pixels = pixels;
        if (abundances.Cols <= width) return SKImage.FromBitmap(bitmap);
        using var smaller = bitmap.Resize(
            new SKSizeI(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return SKImage.FromBitmap(smaller);
    }
}
