using Hud.Engine.Methods.ImageSpace;
using Hud.Engine.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.Gan;

/// <summary>A fully connected layer, three residual blocks that each double the side, then a 3x3 convolution and tanh.</summary>
internal sealed class ResnetGenerator : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc;
    private readonly UpBlock up1;
    private readonly UpBlock up2;
    private readonly UpBlock up3;
    private readonly BatchNorm norm;
    private readonly Conv2d conv;
    private readonly int _start;

    /// <param name="width">D, channels throughout.</param>
    /// <param name="side">Of the images, a multiple of 8.</param>
    public ResnetGenerator(int noise, int width, int bands, int side) : base(nameof(ResnetGenerator))
    {
        _start = side / ThreeHalvings.Divisor;
        fc = nn.Linear(noise, width * _start * _start);
        up1 = new(width);
        up2 = new(width);
        up3 = new(width);
        norm = new(width);
        conv = new(width, bands, 3, Precision.Fp32);
        RegisterComponents();
    }

    /// <param name="z">(n, noise).</param>
    /// <returns>(n, bands, side, side) in -1 .. 1.</returns>
    public override Tensor forward(Tensor z)
    {
        using var scope = NewDisposeScope();
        var h = up3.forward(up2.forward(up1.forward(ThreeHalvings.Start(fc.forward(z), _start))));
        return conv.forward(nn.functional.relu(norm.forward(h))).tanh().MoveToOuterDisposeScope();
    }

    /// <summary>Normalise, ReLU, double by nearest neighbours, convolve; normalise, ReLU, convolve; plus the doubled input
    /// through a 1x1 convolution.</summary>
    private sealed class UpBlock : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm norm1;
        private readonly Conv2d conv1;
        private readonly BatchNorm norm2;
        private readonly Conv2d conv2;
        private readonly Conv2d shortcut;

        public UpBlock(int width) : base(nameof(UpBlock))
        {
            norm1 = new(width);
            conv1 = new(width, width, 3, Precision.Fp32);
            norm2 = new(width);
            conv2 = new(width, width, 3, Precision.Fp32);
            shortcut = new(width, width, 1, Precision.Fp32);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var h = conv1.forward(Doubled(nn.functional.relu(norm1.forward(x))));
            h = conv2.forward(nn.functional.relu(norm2.forward(h)));
            // A 1x1 convolution and copies of pixels commute.
            return h + Doubled(shortcut.forward(x));
        }

        private static Tensor Doubled(Tensor x) => nn.functional.interpolate(x, scale_factor: [2, 2]);
    }
}
