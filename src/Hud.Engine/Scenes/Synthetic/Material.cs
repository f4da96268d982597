using MathNet.Numerics.Interpolation;

namespace Hud.Engine.Scenes.Synthetic;

/// <summary>A kind of ground cover with its reflectance, drawn after the look of published field spectra.</summary>
/// <param name="Knots">Wavelength in nm and reflectance (0 .. 1), joined by a monotone cubic.</param>
/// <param name="Absorptions">Gaussian dips: centre and width (standard deviation) in nm, depth as a share.</param>
internal sealed record Material(
    string Name, (double Nm, double Reflectance)[] Knots, (double Nm, double Width, double Depth)[] Absorptions)
{
    // Leaf water at 970, 1200, 1450 and 1940 nm; clay hydroxyl at 2200 nm; carbonate at 2330 nm; cellulose at 2100 nm.
    public static IReadOnlyList<Material> All { get; } =
    [
        new("Crop",
            [(400, 0.04), (480, 0.05), (550, 0.13), (600, 0.08), (675, 0.04), (700, 0.12), (750, 0.46), (900, 0.52),
             (1100, 0.53), (1300, 0.47), (1650, 0.34), (1800, 0.28), (2200, 0.18), (2500, 0.08)],
            [(970, 25, 0.08), (1200, 35, 0.14), (1450, 45, 0.55), (1940, 55, 0.72)]),
        new("Bare soil",
            [(400, 0.08), (500, 0.13), (600, 0.21), (700, 0.27), (900, 0.33), (1300, 0.42), (1700, 0.46), (2150, 0.44),
             (2500, 0.36)],
            [(1415, 30, 0.12), (1920, 40, 0.22), (2205, 25, 0.14)]),
        new("Water",
            [(400, 0.060), (480, 0.075), (560, 0.066), (650, 0.036), (720, 0.020), (800, 0.010), (1000, 0.006), (2500, 0.003)],
            []),
        new("Asphalt",
            [(400, 0.09), (600, 0.13), (1000, 0.17), (1600, 0.21), (2100, 0.21), (2500, 0.18)],
            [(1730, 25, 0.04), (2310, 30, 0.10)]),
        new("Dry grass",
            [(400, 0.07), (500, 0.13), (600, 0.24), (690, 0.31), (760, 0.40), (1000, 0.50), (1300, 0.55), (1700, 0.46),
             (2050, 0.33), (2500, 0.22)],
            [(1450, 45, 0.20), (1930, 50, 0.25), (2100, 45, 0.18), (2300, 30, 0.12)]),
        new("Roof tile",
            [(400, 0.05), (500, 0.08), (560, 0.15), (620, 0.32), (700, 0.38), (870, 0.36), (1100, 0.46), (1600, 0.55),
             (2500, 0.50)],
            [(870, 60, 0.08), (1920, 45, 0.08)]),
        new("Forest",
            [(400, 0.02), (550, 0.05), (675, 0.02), (700, 0.05), (750, 0.24), (900, 0.31), (1100, 0.30), (1300, 0.22),
             (1650, 0.13), (2200, 0.06), (2500, 0.03)],
            [(970, 25, 0.12), (1200, 35, 0.20), (1450, 45, 0.60), (1940, 55, 0.75)]),
        new("Sand",
            [(400, 0.20), (500, 0.32), (600, 0.44), (800, 0.54), (1300, 0.64), (1800, 0.68), (2500, 0.58)],
            [(1415, 30, 0.08), (1920, 45, 0.18), (2340, 30, 0.16)]),
    ];

    /// <summary>Reflectance at each wavelength, above 0 and at most 1.</summary>
    /// <param name="brightness">Factor on all of it.</param>
    /// <param name="tilt">Relative change from the first to the last wavelength, for example -0.1.</param>
    /// <param name="depth">Factor on the absorptions' depths.</param>
    public double[] Reflectance(IReadOnlyList<double> wavelengths, double brightness, double tilt, double depth)
    {
        var curve = CubicSpline.InterpolatePchip(Knots.Select(k => k.Nm), Knots.Select(k => k.Reflectance));
        return [.. wavelengths.Select(At)];

        double At(double nm)
        {
            var value = curve.Interpolate(nm) * brightness * (1 + (tilt * ((nm - 1450) / 2100)));
            foreach (var (centre, width, share) in Absorptions)
                value *= 1 - (Math.Min(0.95, share * depth) * Math.Exp(-0.5 * Math.Pow((nm - centre) / width, 2)));
            return Math.Clamp(value, 0.001, 1);
        }
    }
}
