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

    /// <param name="x">Label of the x axis, empty for none.</param>
    /// <param name="y">Label of the y axis, empty for none.</param>
    public PlotPanel(string x, string y)
    {
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        Plot.HideGrid();
        Plot.Font.Set(FigureTypeface.Family);
        foreach (var (axis, label) in new[] { ((IAxis)Plot.Axes.Bottom, x), (Plot.Axes.Left, y) })
        {
            axis.Label.Text = label;
            axis.Label.FontSize = FigureText.Label;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = FigureText.Label;
            axis.MajorTickStyle.Length = 3 * FigureFile.Point;
            axis.MajorTickStyle.Width = Hair;
            axis.MinorTickStyle.Length = 0;
        }

        foreach (var axis in Plot.Axes.GetAxes()) axis.FrameLineStyle.Width = Hair;
    }

    public Plot Plot { get; } = new();

    /// <param name="outer">All of the panel.</param>
    /// <param name="inner">Its data area; the rest is for labels.</param>
    public void Draw(SKCanvas canvas, SKRect outer, SKRect inner)
    {
        Plot.Layout.Fixed(new PixelPadding(
            inner.Left - outer.Left, outer.Right - inner.Right, outer.Bottom - inner.Bottom, inner.Top - outer.Top));
        canvas.Save();
        Plot.Render(canvas, new PixelRect(outer.Left, outer.Right, outer.Bottom, outer.Top));
        canvas.Restore();
    }
}
