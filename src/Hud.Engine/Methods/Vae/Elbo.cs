using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Vae;

/// <summary>The evidence lower bound of Kingma and Welling 2014 for a standard normal prior, a posterior with a diagonal
/// covariance and a Gaussian likelihood with one deviation, in nats.</summary>
internal static class Elbo
{
    /// <summary>A latent vector of the posterior, differentiable by its parameters.</summary>
    /// <param name="mean">(n, latent), as the others.</param>
    /// <param name="noise">Standard normal.</param>
    public static Tensor Draw(Tensor mean, Tensor logVariance, Tensor noise) =>
        mean + ((Number.Of(0.5) * logVariance).exp() * noise);

    /// <summary>log p(x | z) of each item, summed over its values.</summary>
    /// <param name="x">(n, ...), as <paramref name="decoded"/>.</param>
    /// <param name="logScale">Logarithm of the likelihood's deviation, a scalar.</param>
    public static Tensor LogLikelihood(Tensor x, Tensor decoded, Tensor logScale)
    {
        var values = x.numel() / x.shape[0];
        var squares = (x - decoded).flatten(1).square().sum(1) * (Number.Of(-2) * logScale).exp();
        return (Number.Of(-0.5) * squares) - (Number.Of(values) * (logScale + Number.Of(0.5 * Math.Log(2 * Math.PI))));
    }

    /// <summary>KL(posterior || prior) of each item.</summary>
    /// <param name="mean">(n, latent), as <paramref name="logVariance"/>.</param>
    public static Tensor Divergence(Tensor mean, Tensor logVariance) =>
        Number.Of(0.5) * (mean.square() + logVariance.exp() - Number.Of(1) - logVariance).sum(1);
}
