using System.Collections.Immutable;
using System.Globalization;
using Hud.Experiments.Search;
using Hud.Experiments.Tables;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures.Experiments;

/// <summary>The trade between two objectives of a search: every done point, those that no other beats in the two joined by steps and
/// named by their numbers.</summary>
public static class ParetoFigure
{
    private const float Pt = FigureFile.Point;
    private const float Top = 18 * Pt, Left = 42 * Pt, Right = 12 * Pt, Data = 150 * Pt, Below = 27 * Pt;

    /// <param name="tried">Points of the search, any order.</param>
    /// <param name="across">Number of the objective along the horizontal axis.</param>
    /// <param name="up">Number of the objective along the vertical axis.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    /// <returns>False where fewer than two points have both numbers: then there is nothing to draw.</returns>
    public static bool Draw(SearchPlan search, ImmutableArray<TriedRow> tried, int across, int up, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(search);
        var (x, y) = (search.Objectives[across], search.Objectives[up]);
        var points = tried.Select(r => (r.Number, X: r.Measured[across] ?? double.NaN, Y: r.Measured[up] ?? double.NaN))
            .Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToList();
        if (points.Count < 2) return false;
        // Measured numbers point the metrics' own way.
        static double Loss(SearchObjective o, double value) => o.Goal == ObjectiveGoal.Maximise ? -value : value;
        var fronts = Pareto.Fronts([.. points.Select(p => ImmutableArray.Create(Loss(x, p.X), Loss(y, p.Y)))]);
        var front = points.Where((_, i) => fronts[i] == 0).OrderBy(p => p.X).ToList();

        var panel = new PlotPanel();
        var others = panel.Plot.Add.ScatterPoints(points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray(), Colors.Gray);
        others.MarkerSize = 4 * Pt;
        var best = panel.Plot.Add.Scatter(front.Select(p => p.X).ToArray(), front.Select(p => p.Y).ToArray(), CurveStyle.Colour(0));
        // Through the corners that the front's points beat.
        best.ConnectStyle = x.Goal == ObjectiveGoal.Maximise ? ConnectStyle.StepVertical : ConnectStyle.StepHorizontal;
        best.LineWidth = 1.2f * Pt;
        best.MarkerSize = 5 * Pt;
        foreach (var (number, px, py) in front)
        {
            var label = panel.Plot.Add.Text(number.ToString(CultureInfo.InvariantCulture), px, py);
            label.LabelFontSize = FigureText.Label;
            label.OffsetX = 4 * Pt;
        }

        panel.Plot.Axes.Margins(0.08, 0.08);
        panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
        panel.Plot.Axes.Left.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
        FigureFile.Write(pathWithoutExtension, (int)(Top + Data + Below), canvas =>
        {
            FigureText.Centred(
                canvas, $"{y.Heading()} against {x.Heading()}: {points.Count} points, {front.Count} on the front", FigureFile.Width / 2f,
                FigureText.TitleBaseline);
            FigureText.Upwards(canvas, y.Heading(), 9 * Pt, Top + (Data / 2));
            panel.Draw(canvas, new SKRect(Left, Top, FigureFile.Width - Right, Top + Data));
            FigureText.Centred(canvas, x.Heading(), (Left + FigureFile.Width - Right) / 2, Top + Data + (23 * Pt));
        });
        return true;
    }
}
