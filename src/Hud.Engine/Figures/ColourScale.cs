using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>The key of a colour map: a bar with numbers at its right.</summary>
internal static class ColourScale
{
    /// <param name="exponents">log10 at the bar's lower and upper end, whole numbers.</param>
    /// <param name="label">Written above the bar.</param>
    public static void Powers(SKCanvas canvas, IColormap colours, ScottPlot.Range exponents, string label, SKRect bar)
    {
        var ticks = Enumerable.Range((int)exponents.Min, (int)(exponents.Max - exponents.Min) + 1)
            .Select(e => ((e - exponents.Min) / (exponents.Max - exponents.Min), e == 0 ? "1" : $"10{Superscript(e)}"));
        Draw(canvas, colours, ticks, label, bar);
    }

    /// <summary>From 0 to 1.</summary>
    public static void Share(SKCanvas canvas, IColormap colours, string label, SKRect bar) =>
        Draw(canvas, colours, [(0, "0"), (0.5, "0.5"), (1, "1")], label, bar);

    private static void Draw(
        SKCanvas canvas, IColormap colours, IEnumerable<(double At, string Text)> ticks, string label, SKRect bar)
    {
        const int steps = 128;
        using var paint = new SKPaint();
        for (var i = 0; i < steps; i++)
        {
            paint.Color = colours.GetColor((i + 0.5) / steps).ToSKColor();
            canvas.DrawRect(new SKRect(
                bar.Left, bar.Bottom - ((i + 1) * bar.Height / steps), bar.Right, bar.Bottom - (i * bar.Height / steps)), paint);
        }

        FigureText.Centred(canvas, label, bar.MidX + (6 * FigureFile.Point), bar.Top - (6 * FigureFile.Point));
        foreach (var (at, text) in ticks)
            FigureText.At(canvas, text, bar.Right + (2 * FigureFile.Point),
                bar.Bottom - ((float)at * bar.Height) + (3 * FigureFile.Point));
    }

    private static string Superscript(int exponent) =>
        string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
