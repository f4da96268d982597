using Hud.Engine.Unmixing;

namespace Hud.Engine.Metrics;

/// <summary>The pixels of a scene in groups of <see cref="CosineTile.Width"/>, and the forms of each that bound its cosine with any
/// other spectrum from above (Cauchy and Schwarz): coordinates in few directions and the length of the rest. The close form has
/// more directions than the coarse one, which is its beginning.</summary>
internal sealed class SplitScene
{
    /// <summary>On samples of every method against KSC, 8 leave 0.03 % of the pairs (HUD) to 18 % (UD, noise for the most part);
    /// 64 leave 0.5 % at most.</summary>
    public const int CoarseDirections = 8;

    private const int CloseDirections = 64;

    /// <summary>With fewer bands a bound would cost about as much as the product.</summary>
    public const int BandsPerDirection = 3;

    private readonly UnitImage _real;
    private readonly SpectralBasis _basis;

    public SplitScene(UnitImage real, int threads)
    {
        (_real, Bands) = (real, real.Bands);
        _basis = SpectralBasis.Of(real, Math.Min(CloseDirections, real.Bands / BandsPerDirection), threads);
        Groups = (real.Cols + CosineTile.Width - 1) / CosineTile.Width;
        var places = Groups * CosineTile.Width;
        (Coarse, Close) = (new float[places * CoarseWidth], new float[places * CloseWidth]);
        PixelBlocks.Run(real.Cols, threads, () => 0, (_, first, count) => Split(
            real.Data.AsSpan(first * Bands, count * Bands),
            Coarse.AsSpan(first * CoarseWidth, count * CoarseWidth),
            Close.AsSpan(first * CloseWidth, count * CloseWidth)));
        for (var place = real.Cols; place < places; place++)
            Split(Pixel(place), Coarse.AsSpan(place * CoarseWidth, CoarseWidth), Close.AsSpan(place * CloseWidth, CloseWidth));
    }

    public static int CoarseWidth => CoarseDirections + 1;

    public int CloseWidth => _basis.Width;

    public int Bands { get; }

    public int Groups { get; }

    /// <summary>places x width, as <see cref="Close"/>.</summary>
    public float[] Coarse { get; }

    public float[] Close { get; }

    /// <summary>Beyond the end the last pixel is repeated: a maximum does not mind.</summary>
    public ReadOnlySpan<float> Pixel(int place) => _real.Data.AsSpan(Math.Min(place, _real.Cols - 1) * Bands, Bands);

    /// <summary>The forms of one or more spectra.</summary>
    public void Split(ReadOnlySpan<float> spectra, Span<float> coarse, Span<float> close)
    {
        _basis.Split(spectra, close);
        for (var i = 0; i < coarse.Length / CoarseWidth; i++)
        {
            var form = close.Slice(i * CloseWidth, CloseWidth);
            var rest = form[CoarseDirections..];
            form[..CoarseDirections].CopyTo(coarse[(i * CoarseWidth)..]);
            coarse[(i * CoarseWidth) + CoarseDirections] = MathF.Sqrt(Spectra.Dot(rest, rest));
        }
    }
}
