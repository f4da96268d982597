using ScottPlot;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Tells curves apart by colour (Okabe and Ito's, safe for the colour-blind), then by dashes.</summary>
internal static class CurveStyle
{
    private static readonly string[] Colours =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999933"];

    private static readonly float[][] Dashes = [[], [14, 7], [4, 5]];

    public static Color Colour(int curve) => Color.FromHex(Colours[curve % Colours.Length]);

    public static LinePattern Pattern(int curve) =>
        DashesOf(curve) is { Length: > 0 } dashes ? new LinePattern(dashes, 0, $"dashes {dashes[0]}") : LinePattern.Solid;

    /// <summary>A stroke of the curve's style, for a key.</summary>
    public static void Sample(SKCanvas canvas, int curve, float x, float y, float length)
    {
        using var paint = new SKPaint { Color = Colour(curve).ToSKColor(), StrokeWidth = 1.5f * FigureFile.Point };
        using var effect = DashesOf(curve) is { Length: > 0 } dashes ? SKPathEffect.CreateDash(dashes, 0) : null;
        paint.PathEffect = effect;
        paint.IsStroke = true;
        canvas.DrawLine(x, y, x + length, y, paint);
    }

    private static float[] DashesOf(int curve) => Dashes[curve / Colours.Length % Dashes.Length];
}
