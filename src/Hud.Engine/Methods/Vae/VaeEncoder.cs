using Hud.Engine.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.Vae;

/// <summary>A 1x1 convolution from bands to channels, as the HUD paper has it in its VAE and GAN "usually", three 3x3 convolutions that
/// each halve the side and double the channels, and a fully connected layer to mean and log variance.</summary>
/// <remarks>Group normalisation where convention has batch normalisation: it needs no statistics of the batch, so the batch can
/// be split over threads and an image does not depend on its neighbours. One run on Pavia University without any (and with He's
/// first weights) reached the same bound in 400 steps, but its images from the prior had a quarter of the contrast.</remarks>
internal sealed class VaeEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv_in;
    private readonly Conv2d down1;
    private readonly GroupNorm norm1;
    private readonly Conv2d down2;
    private readonly GroupNorm norm2;
    private readonly Conv2d down3;
    private readonly GroupNorm norm3;
    private readonly Linear fc;

    /// <param name="width">Channels after the first layer, a multiple of 4.</param>
    /// <param name="side">Of the images, a multiple of 8.</param>
    public VaeEncoder(int bands, int width, int side, int latent) : base(nameof(VaeEncoder))
    {
        conv_in = new(bands, width, 1, Precision.Fp32);
        down1 = new(width, 2 * width, 3, Precision.Fp32, stride: 2);
        norm1 = Nn.GroupNorm(VaeNetwork.Groups, 2 * width);
        down2 = new(2 * width, 4 * width, 3, Precision.Fp32, stride: 2);
        norm2 = Nn.GroupNorm(VaeNetwork.Groups, 4 * width);
        down3 = new(4 * width, 8 * width, 3, Precision.Fp32, stride: 2);
        norm3 = Nn.GroupNorm(VaeNetwork.Groups, 8 * width);
        fc = nn.Linear(8 * width * (side / 8) * (side / 8), 2 * latent);
        RegisterComponents();
    }

    /// <param name="x">(n, bands, side, side), standardised.</param>
    /// <returns>(n, 2 latent): means, then log variances.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = VaeNetwork.Activation(conv_in.forward(x));
        h = VaeNetwork.Activation(norm1.forward(down1.forward(h)));
        h = VaeNetwork.Activation(norm2.forward(down2.forward(h)));
        h = VaeNetwork.Activation(norm3.forward(down3.forward(h)));
        return fc.forward(h.flatten(1)).MoveToOuterDisposeScope();
    }
}
