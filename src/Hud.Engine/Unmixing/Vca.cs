using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;

namespace Hud.Engine.Unmixing;

/// <summary>Vertex component analysis (Nascimento and Dias, IEEE TGRS 43(4), 2005): projects the pixels on the signal
/// subspace and takes, d times, the extreme one in a random direction orthogonal to those already found.</summary>
public static class Vca
{
    /// <param name="valid">False for pixels that must not become endmembers (all-zero ones: they divide by zero).</param>
    /// <param name="d">Number of endmembers, 2 .. bands.</param>
    /// <param name="seed">Root of the random directions.</param>
    /// <param name="threads">At least 1; the result is the same for every number of threads.</param>
    /// <exception cref="InputException">d below 2, above the bands, or above the valid pixels.</exception>
    public static Endmembers Extract(
        Cube cube, bool[] valid, int d, VcaBranch branch, SeedTree seed, int threads = 1) =>
        Extract(cube, valid, d, branch, (i, j) => seed.Derive("vca", i, j).Stream().NextDouble(), threads);

    /// <param name="draw">w(i, j) in [0, 1): coordinate j of the random direction of endmember i, both from 0.</param>
    internal static Endmembers Extract(
        Cube cube, bool[] valid, int d, VcaBranch branch, Func<int, int, double> draw, int threads)
    {
        var pixels = ExtractionInput.Require(cube, valid, d);
        var moments = SpectralMoments.Of(cube, pixels, threads);
        var centred = PrincipalAxes.Of(moments.Covariance());
        var snr = SignalToNoise.Decibels(moments, centred, d);
        var taken = branch != VcaBranch.Auto ? branch
            : snr >= SignalToNoise.Threshold(d) ? VcaBranch.Projective : VcaBranch.Affine;
        var subspace = taken == VcaBranch.Affine
            ? VcaSubspace.Affine(cube, pixels, moments, centred, d, threads)
            : VcaSubspace.Projective(cube, pixels, moments, d, threads);
        var chosen = new VertexSearch(subspace.Coordinates, d).Run(draw);
        var spectra = new double[cube.Bands, d];
        for (var k = 0; k < d; k++) subspace.Denoise(cube, pixels[chosen[k]], spectra, k);
        return new Endmembers(spectra, [.. chosen.Select(p => pixels[p])], snr, taken);
    }
}
