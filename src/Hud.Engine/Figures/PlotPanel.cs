using ScottPlot;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>A plot in the house style, drawn into a part of a figure.</summary>
internal sealed class PlotPanel
{
    /// <summary>Thin lines: axes and ticks.</summary>
    public const float Hair = 0.6f * FigureFile.Point;

    static PlotPanel()
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(InterFonts.Instance);
        Fonts.Default = FigureTypeface.Family;
    }

    public PlotPanel()
    {
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        Plot.FigureBackground.Color = Colors.Transparent;
        Plot.HideGrid();
        Plot.Font.Set(FigureTypeface.Family);
        foreach (var axis in new IAxis[] { Plot.Axes.Bottom, Plot.Axes.Left })
        {
            axis.TickLabelStyle.FontSize = FigureText.Label;
            axis.MajorTickStyle.Length = 3 * FigureFile.Point;
            axis.MajorTickStyle.Width = Hair;
            axis.MinorTickStyle.Length = 0;
        }

        foreach (var axis in Plot.Axes.GetAxes()) axis.FrameLineStyle.Width = Hair;
    }

    public Plot Plot { get; } = new();

    /// <param name="data">The data area; ticks and their labels stand outside of it, at its left and below.</param>
    public void Draw(SKCanvas canvas, SKRect data)
    {
        const float room = 30 * FigureFile.Point;
        Plot.Layout.Fixed(new PixelPadding(room, room, room, room));
        canvas.Save();
        Plot.Render(canvas, new PixelRect(data.Left - room, data.Right + room, data.Bottom + room, data.Top - room));
        canvas.Restore();
    }
}
