using Hud.Engine.Native;
using Hud.Engine.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Vae;

/// <summary>Encoder, decoder, and the deviation of the likelihood.</summary>
internal sealed class VaeNetwork : nn.Module<Tensor, Tensor, Tensor>
{
    /// <summary>Of every group normalisation.</summary>
    public const int Groups = 4;

    /// <summary>Adam moves a parameter by about its rate, whatever its gradient. The deviation has to fall to a hundredth of the
    /// scene's, so the parameter is its logarithm over this.</summary>
    private const double ScaleGain = 20;

    private readonly VaeEncoder encoder;
    private readonly VaeDecoder decoder;
    private readonly Parameter? scale;
    private readonly double _fixedLogScale;

    /// <param name="side">Of the images, a multiple of 8.</param>
    public VaeNetwork(VaeOptions options, int bands, int side) : base(nameof(VaeNetwork))
    {
        encoder = new(bands, options.Width, side, options.Latent);
        decoder = new(bands, options.Width, side, options.Latent);
        scale = options.LikelihoodScale == 0 ? new Parameter(zeros(1)) : null;
        _fixedLogScale = options.LikelihoodScale == 0 ? 0 : Math.Log(options.LikelihoodScale);
        RegisterComponents();
    }

    public VaeDecoder Decoder => decoder;

    /// <summary>Logarithm of the likelihood's deviation, a scalar.</summary>
    public Tensor LogScale() => scale is null ? tensor((float)_fixedLogScale) : (scale * Number.Of(ScaleGain)).squeeze();

    /// <summary>The two terms of the bound on the evidence.</summary>
    /// <param name="x">(n, bands, side, side), standardised.</param>
    /// <param name="noise">(n, latent), standard normal.</param>
    /// <returns>Log likelihood and divergence of each image in nats per value, (2, n).</returns>
    public override Tensor forward(Tensor x, Tensor noise)
    {
        using var scope = NewDisposeScope();
        var posterior = encoder.forward(x).chunk(2, 1);
        var z = Elbo.Draw(posterior[0], posterior[1], noise);
        var terms = stack([Elbo.LogLikelihood(x, decoder.forward(z), LogScale()), Elbo.Divergence(posterior[0], posterior[1])]);
        return (terms / Number.Of(x.numel() / x.shape[0])).MoveToOuterDisposeScope();
    }

    internal static Tensor Activation(Tensor x) => LeakyRectifier.Of(x);

    protected override void Dispose(bool disposing)
    {
        if (disposing) scale?.Dispose();
        base.Dispose(disposing);
    }
}
