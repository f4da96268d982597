using System.Collections.Immutable;
using Hud.Experiments.Results;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures.Experiments;

/// <summary>A metric against a swept number: means over seeds, bars of the 95 % t interval, and the floor of each curve's scene as a
/// thin dashed line.</summary>
public static class SweepFigure
{
    private const float Pt = FigureFile.Point;
    private const float Top = 18 * Pt, Left = 42 * Pt, Right = 12 * Pt, Data = 120 * Pt, KeyLine = 11 * Pt;

    /// <param name="axis">Name of the swept setting.</param>
    /// <param name="curves">At least one, from <see cref="SweepCurve.Of"/>.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(
        string axis, MetricDefinition metric, ImmutableArray<SweepCurve> curves, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var panel = new PlotPanel();
        for (var i = 0; i < curves.Length; i++) Add(panel.Plot, curves[i], i);
        Limit(panel.Plot, curves);
        var height = Top + Data + (27 * Pt) + (curves.Length * KeyLine);

        FigureFile.Write(pathWithoutExtension, (int)height, canvas =>
        {
            var better = metric.HigherIsBetter ? "higher is better" : "lower is better";
            FigureText.Centred(canvas, $"{metric.Title} against {axis} ({better}; dashed: floor)", FigureFile.Width / 2f, FigureText.TitleBaseline);
            FigureText.Upwards(canvas, metric.Unit.Length == 0 ? metric.Title : $"{metric.Title} ({metric.Unit})", 9 * Pt, Top + (Data / 2));
            panel.Draw(canvas, new SKRect(Left, Top, FigureFile.Width - Right, Top + Data));
            FigureText.Centred(canvas, axis, (Left + FigureFile.Width - Right) / 2, Top + Data + (23 * Pt));
            for (var i = 0; i < curves.Length; i++)
            {
                var y = Top + Data + (27 * Pt) + ((i + 0.6f) * KeyLine);
                CurveStyle.Sample(canvas, i, Left, y - (3 * Pt), 20 * Pt);
                FigureText.At(canvas, FigureText.Fitting(curves[i].Label, FigureFile.Width - Left - (28 * Pt)), Left + (24 * Pt), y);
            }
        });
    }

    private static void Add(Plot plot, SweepCurve curve, int index)
    {
        var xs = curve.Points.Select(p => p.X).ToArray();
        var ys = curve.Points.Select(p => p.Y.Mean).ToArray();
        var line = plot.Add.Scatter(xs, ys, CurveStyle.Colour(index));
        line.LineWidth = 1.2f * Pt;
        line.LinePattern = CurveStyle.Pattern(index);
        line.MarkerSize = 4 * Pt;
        foreach (var (x, y) in curve.Points.Where(p => p.Y.HalfWidth is not null))
        {
            var bar = plot.Add.ErrorBar([x], [y.Mean], [y.HalfWidth!.Value]);
            bar.Color = CurveStyle.Colour(index);
            bar.LineWidth = PlotPanel.Hair;
            bar.CapSize = 3 * Pt;
        }

        if (curve.Floors.IsEmpty) return;
        var floor = plot.Add.ScatterLine(
            curve.Floors.Select(p => p.X).ToArray(), curve.Floors.Select(p => p.Y).ToArray(), CurveStyle.Colour(index));
        floor.LineWidth = PlotPanel.Hair;
        floor.LinePattern = LinePattern.Dashed;
    }

    /// <summary>Around means and floors; the wide interval of two seeds must not squeeze the curves to lines, so bars count up to
    /// the spread of the means only.</summary>
    private static void Limit(Plot plot, ImmutableArray<SweepCurve> curves)
    {
        var points = curves.SelectMany(c => c.Points).ToList();
        var levels = points.Select(p => p.Y.Mean).Concat(curves.SelectMany(c => c.Floors).Select(f => f.Y)).ToList();
        var spread = Math.Max(levels.Max() - levels.Min(), 1e-9 + (1e-3 * Math.Abs(levels[0])));
        var bars = points.SelectMany(p => new[] { -1, 1 }.Select(s => p.Y.Mean + (s * Math.Min(p.Y.HalfWidth ?? 0, spread))));
        var (low, high) = (levels.Concat(bars).Min() - (0.05 * spread), levels.Concat(bars).Max() + (0.05 * spread));
        var xs = points.Select(p => p.X).ToList();
        var margin = 0.03 * (xs.Max() - xs.Min());
        plot.Axes.SetLimits(xs.Min() - margin, xs.Max() + margin, low, high);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 6 };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
    }
}
