using Hud.Experiments.Plans;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>Training loss over steps: every recorded value in grey, their running mean in colour. The axis is logarithmic (and the mean
/// geometric) unless a value is zero or negative, as the log density of a VAE and a critic's distance may be.</summary>
public static class LossCurveFigure
{
    private const float Pt = FigureFile.Point;
    private const float Top = 18 * Pt, Left = 40 * Pt, Right = 18 * Pt, Data = 110 * Pt, Height = Top + Data + (28 * Pt);

    /// <summary>The running mean spans this share of the record.</summary>
    private const int Window = 40;

    /// <param name="losses">In order of step; at least one. Values that are not finite are left out.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(
        string scene, Provenance provenance, string method,
        IReadOnlyList<(long Step, double Loss)> losses, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(losses);
        var shown = losses.Where(l => double.IsFinite(l.Loss)).ToList();
        var logarithmic = shown.All(l => l.Loss > 0);
        var steps = shown.Select(l => (double)l.Step).ToArray();
        var values = shown.Select(l => logarithmic ? Math.Log10(l.Loss) : l.Loss).ToArray();
        var panel = new PlotPanel();
        var raw = panel.Plot.Add.ScatterLine(steps, values, Color.FromHex("#BBBBBB"));
        raw.LineWidth = 0.5f * Pt;
        var mean = panel.Plot.Add.ScatterLine(steps, RunningMean(values), CurveStyle.Colour(0));
        mean.LineWidth = 1.2f * Pt;
        var margin = logarithmic || values.Length == 0 ? 0.02 : 1e-9 + (0.02 * (values.Max() - values.Min()));
        var (low, high) = values.Length == 0 ? (-1.0, 0.0) : (values.Min() - margin, values.Max() + margin);
        panel.Plot.Axes.SetLimits(0, steps.LastOrDefault(1), low, high);
        panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };
        panel.Plot.Axes.Left.TickGenerator = logarithmic ? LogTicks.Between(low, high) : new NumericAutomatic { TargetTickCount = 5 };

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
