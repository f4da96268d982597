using Hud.Experiments.Plans;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>The training loss over the steps: every step as a dot, the running average as a line.</summary>
public static class LossFigure
{
    /// <summary>More dots than this are thinned evenly.</summary>
    private const int MostDots = 2000;
    private const float Pt = FigureFile.Point;
    private const float Left = 34 * Pt, Right = 8 * Pt, Top = 20 * Pt, Bottom = 26 * Pt, Height = 130 * Pt;

    /// <param name="losses">In the order of the steps; may be empty.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(
        string scene, Provenance provenance, string method,
        IReadOnlyList<(long Step, double Loss, double RunningLoss)> losses, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(losses);
        var shown = losses.Where((_, i) => i % ((losses.Count / MostDots) + 1) == 0).ToList();
        var steps = shown.Select(l => (double)l.Step).ToArray();
        FigureFile.Write(pathWithoutExtension, (int)Height, canvas =>
        {
            FigureText.Heading(canvas, scene, provenance, $", {method}: training loss");
            var panel = new PlotPanel("step", "loss");
            var dots = panel.Plot.Add.ScatterPoints(steps, shown.Select(l => l.Loss).ToArray());
            dots.MarkerSize = 0.8f * Pt;
            dots.Color = Colors.LightGray;
            var line = panel.Plot.Add.ScatterLine(steps, shown.Select(l => l.RunningLoss).ToArray());
            line.LineWidth = Pt;
            line.Color = Colors.Black;
            var top = shown.Select(l => Math.Max(l.Loss, l.RunningLoss)).DefaultIfEmpty(1).Max();
            panel.Plot.Axes.SetLimits(0, Math.Max(1, steps.LastOrDefault()), 0, top > 0 ? 1.05 * top : 1);
            panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
            panel.Plot.Axes.Left.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
            panel.Draw(canvas, new SKRect(0, Top, FigureFile.Width, Height),
                new SKRect(Left, Top, FigureFile.Width - Right, Height - Bottom));
        });
    }
}
