using ScottPlot;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Gives plots <see cref="FigureTypeface"/> whatever family they ask for.</summary>
internal sealed class InterFonts : IFontResolver
{
    public static InterFonts Instance { get; } = new();

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        bold ? FigureTypeface.Bold : FigureTypeface.Regular;
}
