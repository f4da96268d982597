using Hud.Engine.Scenes;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Hud.Engine.Figures;

/// <summary>All spectra stacked as a density, real beside generated, on shared axes and colours (the paper's
/// figure 4). Logarithmic colour; white = no spectrum.</summary>
public static class SpectralDensityFigure
{
    private const float Pt = FigureFile.Point;
    private const float Height = 146 * Pt, Top = 29 * Pt, Bottom = 27 * Pt, Left = 37 * Pt, Right = 31 * Pt, Gap = 7 * Pt;
    private const float Panel = (FigureFile.Width - Left - Gap - Right) / 2;

    /// <param name="method">Heading of the generated side.</param>
    /// <param name="generated">At least one image in the units of <see cref="Scene.Cube"/>.</param>
    /// <param name="pathWithoutExtension">".png" and ".svg" are appended.</param>
    public static void Draw(Scene scene, string method, IReadOnlyList<Cube> generated, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(generated);
        var (low, high) = SpectralDensity.Range([scene.Cube]);
        var (lowFake, highFake) = SpectralDensity.Range(generated);
        var range = (Low: Math.Min(low, lowFake), High: Math.Max(high, highFake));
        var real = SpectralDensity.Of([scene.Cube], (_, i) => scene.Valid[i], range, SpectralPanel.ValueBins);
        var fake = SpectralDensity.Of(generated, (_, _) => true, range, SpectralPanel.ValueBins);
        var shades = SpectralPanel.Shades([real, fake]);
        var axis = WavelengthAxis.Of(scene);

        FigureFile.Write(pathWithoutExtension, (int)Height, canvas =>
        {
            FigureText.Heading(canvas, scene.Name, scene.Provenance, ", all spectra");
            FigureText.Upwards(canvas, "scaled value", 9 * Pt, (Top + Height - Bottom) / 2);
            Half(canvas, "real", real, Left, new NumericAutomatic { TargetTickCount = 5 });
            Half(canvas, $"generated: {method}", fake, Left + Panel + Gap, new EmptyTickGenerator());
            FigureText.Centred(canvas, axis.Label, Left + Panel + (Gap / 2), Height - (4 * Pt));
            ColourScale.Powers(canvas, SpectralPanel.Colours, shades, "share",
                new SKRect(FigureFile.Width - Right + (5 * Pt), Top, FigureFile.Width - Right + (11 * Pt), Height - Bottom));
        });

        void Half(SKCanvas canvas, string title, double[,] density, float left, ITickGenerator ticks)
        {
            FigureText.Centred(canvas, title, left + (Panel / 2), Top - (4 * Pt));
            var panel = SpectralPanel.Of(density, axis, range, shades);
            panel.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = 3 };
            panel.Plot.Axes.Left.TickGenerator = ticks;
            panel.Draw(canvas, new SKRect(left, Top, left + Panel, Height - Bottom));
        }
    }
}
