using Hud.Engine.Scenes;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>The spectra of the endmembers over the wavelengths.</summary>
public static class EndmemberCurvesFigure
{
    private const float Pt = FigureFile.Point;
    private const float Top = 18 * Pt, Left = 37 * Pt, Right = 6 * Pt, Data = 110 * Pt, Key = 10 * Pt, Swatch = 16 * Pt;
    private const int KeyColumns = 6;

    /// <param name="endmembers">bands x endmembers, in the units of <see cref="Scene.Cube"/>.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(Scene scene, double[,] endmembers, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(endmembers);
        var axis = WavelengthAxis.Of(scene);
        var count = endmembers.GetLength(1);
        var keyTop = Top + Data + (27 * Pt);
        var panel = new PlotPanel();
        for (var e = 0; e < count; e++)
            foreach (var run in axis.Runs())
            {
                var line = panel.Plot.Add.ScatterLine(
                    run.Select(b => axis.Positions[b]).ToArray(), run.Select(b => endmembers[b, e]).ToArray());
                (line.Color, line.LineWidth, line.LinePattern) = (CurveStyle.Colour(e), 1 * Pt, CurveStyle.Pattern(e));
            }

        var values = endmembers.Cast<double>().ToList();
        var (low, high) = (Math.Min(0, values.Min()), values.Max());
        panel.Plot.Axes.SetLimits(axis.Left, axis.Right, low, low + Math.Max(1.03 * (high - low), 1e-9));
        panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 6 };
        panel.Plot.Axes.Left.TickGenerator = new NumericAutomatic { TargetTickCount = 5 };

        var height = keyTop + ((count + KeyColumns - 1) / KeyColumns * Key) + (2 * Pt);
        FigureFile.Write(pathWithoutExtension, (int)height, canvas =>
        {
            FigureText.Heading(canvas, scene.Name, scene.Provenance, ", endmembers");
            FigureText.Upwards(canvas, "scaled value", 9 * Pt, Top + (Data / 2));
            panel.Draw(canvas, new SKRect(Left, Top, FigureFile.Width - Right, Top + Data));
            FigureText.Centred(canvas, axis.Label, (Left + FigureFile.Width - Right) / 2, Top + Data + (23 * Pt));
            for (var e = 0; e < count; e++)
            {
                var x = Left + (e % KeyColumns * (FigureFile.Width - Left - Right) / KeyColumns);
                var y = keyTop + ((e / KeyColumns) + 0.5f) * Key;
                CurveStyle.Sample(canvas, e, x, y, Swatch);
                FigureText.At(canvas, $"{e + 1}", x + Swatch + (2 * Pt), y + (3 * Pt));
            }
        });
    }
}
