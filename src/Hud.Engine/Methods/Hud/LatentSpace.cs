using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Methods.Hud;

/// <summary>The way from spectra to what the denoiser sees and back: mixing model (eq. 1), projection (eq. 4 and 5),
/// standardisation.</summary>
internal sealed record LatentSpace(MixingModel Model, AbundanceProjection Projection, Standardisation Standardisation)
{
    public int Channels => Standardisation.Channels;

    /// <summary>Abundances (rows x cols x d, non-negative, sum one) of an image in latent planes.</summary>
    public float[] Abundances(ReadOnlySpan<float> planes) =>
        Projection.Invert(Standardisation.FromPlanes(planes), Model.Count);

    public Cube Decode(ReadOnlySpan<float> abundances, int rows, int cols) => Model.Decode(abundances, rows, cols);
}
