using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;
using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Metrics;

/// <summary>The few directions in which the spectra of an image lie but for a small rest: an orthonormal basis of its largest
/// second moments. Two spectra's product differs from that of their parts in it by at most the product of their rests.</summary>
internal sealed class SpectralBasis
{
    /// <summary>Taken evenly from the image; any orthonormal basis bounds correctly, this many make it a tight one.</summary>
    private const int MomentPixels = 8192;

    private readonly float[][] _directions;
    private readonly int _bands;

    private SpectralBasis(float[][] directions, int bands) => (_directions, _bands) = (directions, bands);

    /// <summary>Values of <see cref="Split"/>'s form: one a direction, and the rest's length.</summary>
    public int Width => _directions.Length + 1;

    /// <param name="directions">At most the bands.</param>
    public static SpectralBasis Of(UnitImage image, int directions, int threads)
    {
        var pixels = image.Rows * image.Cols;
        var some = Math.Min(pixels, MomentPixels);
        var moments = SpectralMoments.Of(
            new Cube(image.Rows, image.Cols, image.Bands, image.Data),
            [.. Enumerable.Range(0, some).Select(i => (int)((long)i * pixels / some))],
            threads);
        // Eigenvalues ascend.
        var vectors = Matrix<double>.Build.DenseOfArray(moments.Correlation).Evd(Symmetricity.Symmetric).EigenVectors;
        return new(
            [.. Enumerable.Range(1, directions).Select(k => vectors.Column(image.Bands - k).Select(v => (float)v).ToArray())],
            image.Bands);
    }

    /// <summary>A spectrum's coordinates, then the length of what they leave out.</summary>
    public void Split(ReadOnlySpan<float> spectrum, Span<float> form)
    {
        Span<float> rest = stackalloc float[_bands];
        spectrum.CopyTo(rest);
        for (var k = 0; k < _directions.Length; k++)
        {
            // From what is left, not from the whole: float32 directions are orthogonal to 1e-7 only.
            form[k] = Spectra.Dot(rest, _directions[k]);
            Spectra.Subtract(rest, _directions[k], form[k]);
        }

        form[_directions.Length] = MathF.Sqrt(Spectra.Dot(rest, rest));
    }
}
