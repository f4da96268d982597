using Hud.Engine.Training;

namespace Hud.Engine.Scenes.Synthetic;

/// <summary>The known spectra of a synthetic scene.</summary>
internal static class SyntheticEndmembers
{
    /// <summary>Draws <paramref name="count"/> materials: the kinds in their order, each in its own shade; beyond the
    /// last kind they come again as varieties with absorptions of their own.</summary>
    /// <returns>Names and bands x count reflectances, row-major.</returns>
    public static (string[] Names, double[,] Spectra) Draw(int count, IReadOnlyList<double> wavelengths, SeedTree seed)
    {
        var names = new string[count];
        var spectra = new double[wavelengths.Count, count];
        for (var k = 0; k < count; k++)
        {
            var random = seed.Derive("material", k).Stream();
            var (generation, kind) = Math.DivRem(k, Material.All.Count);
            var material = Material.All[kind];
            names[k] = generation == 0 ? material.Name : $"{material.Name} {generation + 1}";
            for (var extra = 0; extra < 2 * generation; extra++) material = WithDip(material, random);
            var spread = 0.08 + (0.25 * generation);
            var spectrum = material.Reflectance(
                wavelengths, 1 + (spread * Signed(random)), 2 * spread * Signed(random), 1 + (0.2 * Signed(random)));
            for (var band = 0; band < spectrum.Length; band++) spectra[band, k] = spectrum[band];
        }

        return (names, spectra);
    }

    private static Material WithDip(Material material, RandomStream random) => material with
    {
        Absorptions =
        [
            .. material.Absorptions,
            (450 + (1900 * random.NextDouble()), 40 + (100 * random.NextDouble()), 0.25 + (0.35 * random.NextDouble())),
        ],
    };

    private static double Signed(RandomStream random) => (2 * random.NextDouble()) - 1;
}
