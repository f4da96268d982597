using Hud.Experiments.Plans;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Training loss over steps on a logarithmic axis: every recorded value in grey, their running
/// (geometric) mean in colour.</summary>
public static class LossCurveFigure
{
    private const float Pt = FigureFile.Point;
    private const float Top = 18 * Pt, Left = 40 * Pt, Right = 18 * Pt, Data = 110 * Pt, Height = Top + Data + (28 * Pt);

    /// <summary>The running mean spans this share of the record.</summary>
    private const int Window = 40;

    /// <param name="losses">In order of step; at least one. Values that are not positive numbers are left out.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(
        string scene, Provenance provenance, string method,
        IReadOnlyList<(long Step, double Loss)> losses, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(losses);
        var shown = losses.Where(l => double.IsFinite(l.Loss) && l.Loss > 0).ToList();
        var steps = shown.Select(l => (double)l.Step).ToArray();
        var logs = shown.Select(l => Math.Log10(l.Loss)).ToArray();
        var panel = new PlotPanel();
        var raw = panel.Plot.Add.ScatterLine(steps, logs, Color.FromHex("#BBBBBB"));
        raw.LineWidth = 0.5f * Pt;
        var mean = panel.Plot.Add.ScatterLine(steps, RunningMean(logs), CurveStyle.Colour(0));
        mean.LineWidth = 1.2f * Pt;
        var (low, high) = logs.Length == 0 ? (-1.0, 0.0) : (logs.Min() - 0.02, logs.Max() + 0.02);
        panel.Plot.Axes.SetLimits(0, steps.LastOrDefault(1), low, high);
        panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
        panel.Plot.Axes.Left.TickGenerator = LogTicks.Between(low, high);

        FigureFile.Write(pathWithoutExtension, (int)Height, canvas =>
        {
            FigureText.Heading(canvas, scene, provenance, $", {method}: training");
            FigureText.Upwards(canvas, "loss", 9 * Pt, Top + (Data / 2));
            panel.Draw(canvas, new SKRect(Left, Top, FigureFile.Width - Right, Top + Data));
            FigureText.Centred(canvas, "step", (Left + FigureFile.Width - Right) / 2, Height - (4 * Pt));
        });
    }

    private static double[] RunningMean(double[] values)
    {
        var half = values.Length / Window / 2;
        return [.. values.Select((_, i) =>
            values.AsSpan(Math.Max(0, i - half)..Math.Min(values.Length, i + half + 1)).ToArray().Average())];
    }
}
