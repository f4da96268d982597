using ScottPlot;

namespace Hud.Engine.Figures;

/// <summary>One spectral density on its axes.</summary>
internal static class SpectralPanel
{
    public const int ValueBins = 100;

    public static IColormap Colours { get; } = new ScottPlot.Colormaps.Viridis();

    /// <summary>Whole powers of ten around all densities.</summary>
    public static ScottPlot.Range Shades(IEnumerable<double[,]> densities)
    {
        var logs = densities.SelectMany(d => d.Cast<double>()).Where(double.IsFinite).ToList();
        return logs.Count == 0 ? new(-1, 0) : new(Math.Floor(logs.Min()), Math.Ceiling(logs.Max() + 1e-9));
    }

    /// <param name="density">log10 of shares, <see cref="ValueBins"/> x bands, from <see cref="SpectralDensity"/>.</param>
    /// <param name="range">Values of the lower and upper edge.</param>
    public static PlotPanel Of(double[,] density, WavelengthAxis axis, (float Low, float High) range, ScottPlot.Range shades)
    {
        var panel = new PlotPanel();
        var map = panel.Plot.Add.Heatmap(OnAxis(density, axis));
        map.Extent = new CoordinateRect(axis.Left, axis.Right, range.Low, range.High);
        map.Colormap = Colours;
        map.ManualRange = shades;
        panel.Plot.Axes.SetLimits(axis.Left, axis.Right, range.Low, range.High);
        return panel;
    }

    /// <summary>Columns at even distances on the axis, so that unevenly spaced bands stand where they belong.</summary>
    private static double[,] OnAxis(double[,] density, WavelengthAxis axis)
    {
        var columns = Math.Clamp((int)Math.Round(2 * (axis.Right - axis.Left) / axis.Spacing), 2, 1000);
        var drawn = new double[ValueBins, columns];
        for (var c = 0; c < columns; c++)
        {
            var band = axis.BandAt(axis.Left + ((c + 0.5) / columns * (axis.Right - axis.Left)));
            for (var v = 0; v < ValueBins; v++)
                drawn[ValueBins - 1 - v, c] = band is { } b ? density[v, b] : double.NaN;
        }

        return drawn;
    }
}
