using Hud.Engine.Scenes;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures.Experiments;

/// <summary>The paper's figure 4: all spectra of every method stacked as densities beside the real ones; a row a scene, one value axis
/// and one colour scale a row.</summary>
public static class SpectraFigure
{
    private const float Pt = FigureFile.Point;
    private const float Left = 48 * Pt, Below = 13 * Pt;

    /// <param name="methods">Column headings.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(IReadOnlyList<string> methods, IReadOnlyList<FigureRow> rows, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(rows);
        var grid = new FigureGrid(methods, Left, width => Math.Min(width * 0.75f, 60 * Pt), Below);
        var height = grid.FigureHeight(rows.Count) + (int)(11 * Pt);
        FigureFile.Write(pathWithoutExtension, height, canvas =>
        {
            grid.Headings(canvas);
            for (var r = 0; r < rows.Count; r++) Row(canvas, grid, rows[r], r);
            FigureText.Centred(canvas, AxisLabel(rows), FigureFile.PageWidth / 2f, height - (3 * Pt));
        }, FigureFile.PageWidth);
    }

    /// <summary>Each row has its own axis, so the label names what they are between them.</summary>
    private static string AxisLabel(IReadOnlyList<FigureRow> rows) =>
        string.Join(" or ", rows.Select(r => WavelengthAxis.Of(r.Scene).Label).Distinct().Order(StringComparer.Ordinal))
        + "; upright: scaled value; colour: share of spectra, logarithmic";

    private static void Row(SKCanvas canvas, FigureGrid grid, FigureRow row, int r)
    {
        var (scene, generated) = row;
        grid.RowName(canvas, r, scene);
        // The real scene sets the value axis: a method that leaves it shows by what is cut off.
        var range = SpectralDensity.Range([scene.Cube]);
        var densities = generated.Select(g => g is null ? null : SpectralDensity.Of(g, (_, _) => true, range, SpectralPanel.ValueBins))
            .Prepend(SpectralDensity.Of([scene.Cube], (_, i) => scene.Valid[i], range, SpectralPanel.ValueBins)).ToList();
        var shades = SpectralPanel.Shades(densities.OfType<double[,]>());
        var axis = WavelengthAxis.Of(scene);
        for (var c = 0; c < densities.Count; c++)
        {
            if (densities[c] is not { } density)
            {
                grid.Missing(canvas, r, c);
                continue;
            }

            var panel = SpectralPanel.Of(density, axis, range, shades);
            panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 2 };
            panel.Plot.Axes.Left.TickGenerator = c == 0 ? new NumericAutomatic { TargetTickCount = 3 } : new EmptyTickGenerator();
            panel.Draw(canvas, grid.Cell(r, c));
        }
    }
}
