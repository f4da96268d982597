using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;
using MathNet.Numerics.LinearAlgebra;

namespace Hud.Engine.Metrics;

/// <summary>The few directions in which the spectra of an image lie but for a small rest: an orthonormal basis of its largest
/// second moments. Two spectra's product differs from that of their parts in it by at most the product of their rests.</summary>
internal sealed unsafe class SpectralBasis
{
    /// <summary>Taken evenly from the image; any orthonormal basis bounds correctly, this many make it a tight one.</summary>
    private const int MomentPixels = 8192;

    /// <summary>On the rest's square, which is a difference of sums near 1 and must not come out too small.</summary>
    private const float Rounding = 1e-6f;

    private readonly int _directions, _bands;

    /// <summary>Tiles of 32 directions, each bands x 32; lanes beyond the last direction stay zero.</summary>
    private readonly float[] _packed;

    private SpectralBasis(int directions, int bands, float[] packed) => (_directions, _bands, _packed) = (directions, bands, packed);

    /// <summary>Values of <see cref="Split"/>'s form: one a direction, and the rest's length.</summary>
    public int Width => _directions + 1;

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
        var packed = new float[(directions + CosineTile.Lanes - 1) / CosineTile.Lanes * image.Bands * CosineTile.Lanes];
        for (var i = 0; i < directions; i++)
            for (var k = 0; k < image.Bands; k++)
                packed[(((i / CosineTile.Lanes * image.Bands) + k) * CosineTile.Lanes) + (i % CosineTile.Lanes)] =
                    (float)vectors[k, image.Bands - 1 - i];
        return new(directions, image.Bands, packed);
    }

    /// <summary>Of each spectrum its coordinates, then the length of what they leave out.</summary>
    /// <param name="spectra">One or more, each of length 0 or 1.</param>
    /// <param name="forms">As many times <see cref="Width"/>.</param>
    public void Split(ReadOnlySpan<float> spectra, Span<float> forms)
    {
        for (var first = 0; first * _bands < spectra.Length; first += CosineTile.Width)
            SplitSome(spectra[(first * _bands)..], forms[(first * Width)..]);
    }

    /// <summary>The first <see cref="CosineTile.Width"/>, or what there is.</summary>
    private void SplitSome(ReadOnlySpan<float> spectra, Span<float> forms)
    {
        var count = Math.Min(CosineTile.Width, spectra.Length / _bands);
        var starts = stackalloc nint[CosineTile.Width];
        for (var j = 0; j < CosineTile.Width; j++) starts[j] = Math.Min(j, count - 1) * _bands;
        var sums = stackalloc float[CosineTile.Width * CosineTile.Lanes];
        fixed (float* packed = _packed, first = spectra)
        {
            for (var from = 0; from < _directions; from += CosineTile.Lanes)
            {
                new Span<float>(sums, CosineTile.Width * CosineTile.Lanes).Clear();
                CosineTile.Add(packed + (from * _bands), first, starts, _bands, sums);
                var some = Math.Min(CosineTile.Lanes, _directions - from);
                for (var j = 0; j < count; j++)
                    new Span<float>(sums + (j * CosineTile.Lanes), some).CopyTo(forms[((j * Width) + from)..]);
            }
        }

        for (var j = 0; j < count; j++)
        {
            var spectrum = spectra.Slice(j * _bands, _bands);
            var form = forms.Slice(j * Width, Width);
            var coordinates = form[.._directions];
            form[_directions] = MathF.Sqrt(
                Math.Max(0, Spectra.Dot(spectrum, spectrum) - Spectra.Dot(coordinates, coordinates)) + Rounding);
        }
    }
}
