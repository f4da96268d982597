using Hud.Engine.Training;

namespace Hud.Engine.Augmentation;

/// <summary>Copies of spectra, each brightened or darkened as a whole and with noise in every band: the simple augmentation that
/// synthetic images have to beat, or else any other samples would have served as well.</summary>
/// <param name="originals">What is copied.</param>
/// <param name="like">As many copies of a class as this has spectra of it, where there are originals.</param>
/// <param name="deviation">Standard deviation of each band over the originals' scene.</param>
internal sealed class NoisyCopies(ISpectra originals, ISpectra like, IReadOnlyList<double> deviation, SeedTree seed) : ISpectra
{
    /// <summary>A copy is multiplied by a factor drawn evenly from 1 - this to 1 + this.</summary>
    public const double Brightness = 0.1;

    /// <summary>Noise of a band in units of its standard deviation over the scene.</summary>
    public const double Noise = 0.02;

    public int Bands => originals.Bands;

    public int CountOf(int label) => originals.CountOf(label) == 0 ? 0 : like.CountOf(label);

    public void Fill(int label, int index, Span<float> spectrum)
    {
        var random = seed.Derive("copy", label, index).Stream();
        originals.Fill(label, random.NextInt(originals.CountOf(label)), spectrum);
        var factor = 1 + (Brightness * ((2 * random.NextDouble()) - 1));
        for (var band = 0; band < spectrum.Length; band++)
            spectrum[band] = (float)((factor * spectrum[band]) + (Noise * deviation[band] * random.NextGaussian()));
    }
}
