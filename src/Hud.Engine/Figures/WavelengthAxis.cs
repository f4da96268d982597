using Hud.Engine.Scenes;

namespace Hud.Engine.Figures;

/// <summary>Where the bands of a scene stand on the x axis: in nanometres where known, else by number from 1.</summary>
/// <param name="Positions">One a band.</param>
/// <param name="Spacing">Usual distance of two neighbours; wider ones are gaps (removed bands).</param>
internal sealed record WavelengthAxis(string Label, double[] Positions, double Spacing)
{
    public double Left => Positions.Min() - (Spacing / 2);

    public double Right => Positions.Max() + (Spacing / 2);

    public static WavelengthAxis Of(Scene scene)
    {
        if (scene.Wavelengths.Length != scene.Cube.Bands)
            return new("band", [.. Enumerable.Range(1, scene.Cube.Bands).Select(b => (double)b)], 1);
        var gaps = scene.Wavelengths.Order().ToArray();
        var spacings = gaps.Zip(gaps.Skip(1), (a, b) => b - a).Order().ToArray();
        return new(
            scene.WavelengthsApproximate ? "wavelength (nm, approximate)" : "wavelength (nm)",
            [.. scene.Wavelengths], spacings.Length == 0 ? 1 : Math.Max(spacings[spacings.Length / 2], 1e-6));
    }

    /// <summary>The band at a place of the axis, or null in a gap.</summary>
    public int? BandAt(double position)
    {
        var nearest = Enumerable.Range(0, Positions.Length).MinBy(b => Math.Abs(Positions[b] - position));
        return Math.Abs(Positions[nearest] - position) <= Spacing ? nearest : null;
    }

    /// <summary>Runs of bands without a gap between them, in order of position: what a line may connect.</summary>
    public IEnumerable<int[]> Runs()
    {
        var order = Enumerable.Range(0, Positions.Length).OrderBy(b => Positions[b]).ToArray();
        var start = 0;
        for (var i = 1; i <= order.Length; i++)
        {
            if (i < order.Length && Positions[order[i]] - Positions[order[i - 1]] <= 2.5 * Spacing) continue;
            yield return order[start..i];
            start = i;
        }
    }
}
