using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.Vae;

/// <summary>The encoder's mirror: a fully connected layer, three transposed convolutions that each double the side and halve
/// the channels, and a 1x1 convolution to the bands.</summary>
/// <remarks>The kernels are 4x4, a multiple of the stride, so that every pixel is met by as many weights as its neighbour. The
/// output has no bound: the likelihood is Gaussian, and values outside the scene's range are an error to be seen.</remarks>
internal sealed class VaeDecoder : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc;
    private readonly GroupNorm norm0;
    private readonly ConvTranspose2d up1;
    private readonly GroupNorm norm1;
    private readonly ConvTranspose2d up2;
    private readonly GroupNorm norm2;
    private readonly ConvTranspose2d up3;
    private readonly GroupNorm norm3;
    private readonly Conv2d conv_out;
    private readonly int _start;

    /// <param name="width">Channels before the last layer, a multiple of 4.</param>
    /// <param name="side">Of the images, a multiple of 8.</param>
    public VaeDecoder(int bands, int width, int side, int latent) : base(nameof(VaeDecoder))
    {
        _start = side / ThreeHalvings.Divisor;
        fc = nn.Linear(latent, 8 * width * _start * _start);
        norm0 = Nn.GroupNorm(VaeNetwork.Groups, 8 * width);
        up1 = Up(8 * width, 4 * width);
        norm1 = Nn.GroupNorm(VaeNetwork.Groups, 4 * width);
        up2 = Up(4 * width, 2 * width);
        norm2 = Nn.GroupNorm(VaeNetwork.Groups, 2 * width);
        up3 = Up(2 * width, width);
        norm3 = Nn.GroupNorm(VaeNetwork.Groups, width);
        conv_out = new(width, bands, 1, Precision.Fp32);
        RegisterComponents();
    }

    /// <param name="z">(n, latent).</param>
    /// <returns>Means of the likelihood, (n, bands, side, side), standardised.</returns>
    public override Tensor forward(Tensor z)
    {
        using var scope = NewDisposeScope();
        var h = VaeNetwork.Activation(norm0.forward(ThreeHalvings.Start(fc.forward(z), _start)));
        h = VaeNetwork.Activation(norm1.forward(up1.forward(h)));
        h = VaeNetwork.Activation(norm2.forward(up2.forward(h)));
        h = VaeNetwork.Activation(norm3.forward(up3.forward(h)));
        return conv_out.forward(h).MoveToOuterDisposeScope();
    }

    private static ConvTranspose2d Up(int inputs, int outputs) =>
        nn.ConvTranspose2d(inputs, outputs, 4, stride: 2, padding: 1);
}
