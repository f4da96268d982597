using Hud.Engine.Native;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>What the critic minimises (Gulrajani et al. 2017, eq. 3).</summary>
internal static class CriticLoss
{
    /// <summary>Under the root, so that a critic that is flat somewhere has a gradient there; far below any real norm.</summary>
    private const double Tiny = 1e-12;

    /// <param name="alpha">(n, 1, 1, 1) in [0, 1): where between a real and a generated image the penalty is taken.</param>
    /// <returns>A scalar: mean score of generated images less that of real ones, plus the weighted penalty.</returns>
    public static Tensor Of(
        nn.Module<Tensor, Tensor> critic, Tensor real, Tensor generated, Tensor alpha, double weight)
    {
        var loss = critic.forward(generated).mean() - critic.forward(real).mean();
        return weight == 0 ? loss : loss + (Penalty(critic, real, generated, alpha) * Number.Of(weight));
    }

    /// <summary>Mean of (norm - Number.Of(1))^2, the norm being that of the score's gradient over all values of an image. It can be
    /// differentiated again, by the critic's weights.</summary>
    /// <inheritdoc cref="Of"/>
    public static Tensor Penalty(nn.Module<Tensor, Tensor> critic, Tensor real, Tensor generated, Tensor alpha)
    {
        var between = (real + (alpha * (generated - real))).detach().requires_grad_();
        // TorchSharp, unlike PyTorch, frees the graph unless told twice. Images do not meet in the critic: the gradient of the sum holds that of each score.
        var gradient = autograd.grad([critic.forward(between).sum()], [between], retain_graph: true, create_graph: true)[0];
        var norm = (gradient.square().sum([1, 2, 3]) + Number.Of(Tiny)).sqrt();
        return (norm - Number.Of(1)).square().mean();
    }
}
