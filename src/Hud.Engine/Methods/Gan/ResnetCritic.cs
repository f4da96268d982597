using Hud.Engine.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.Gan;

/// <summary>Two residual blocks that each halve the side, two that keep it, ReLU, the mean over the pixels, a fully connected
/// layer to one score. No normalisation.</summary>
internal sealed class ResnetCritic : nn.Module<Tensor, Tensor>
{
    private readonly Block block1;
    private readonly Block block2;
    private readonly Block block3;
    private readonly Block block4;
    private readonly Linear fc;

    /// <param name="width">D, channels throughout.</param>
    public ResnetCritic(int width, int bands) : base(nameof(ResnetCritic))
    {
        block1 = new(bands, width, halve: true, first: true);
        block2 = new(width, width, halve: true);
        block3 = new(width, width, halve: false);
        block4 = new(width, width, halve: false);
        fc = nn.Linear(width, 1);
        RegisterComponents();
    }

    /// <param name="x">(n, bands, side, side) in -1 .. 1, the side a multiple of 4.</param>
    /// <returns>(n), unbounded.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = block4.forward(block3.forward(block2.forward(block1.forward(x))));
        return fc.forward(nn.functional.relu(h).mean([2, 3])).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>ReLU, convolve, ReLU, convolve, and maybe halve by the mean; plus the input, itself where nothing changes, else
    /// halved and through a 1x1 convolution. The first block must not cut its input at zero.</summary>
    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1;
        private readonly Conv2d conv2;
        private readonly Conv2d? shortcut;
        private readonly bool _halve;
        private readonly bool _first;

        public Block(int inputs, int outputs, bool halve, bool first = false) : base(nameof(Block))
        {
            // Widths only change in the first block, at its first convolution.
            conv1 = new(inputs, outputs, 3, Precision.Fp32);
            conv2 = new(outputs, outputs, 3, Precision.Fp32);
            shortcut = halve ? new(inputs, outputs, 1, Precision.Fp32) : null;
            (_halve, _first) = (halve, first);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var h = conv1.forward(_first ? x : nn.functional.relu(x));
            h = Halved(conv2.forward(nn.functional.relu(h)));
            // A 1x1 convolution and means of pixels commute.
            return h + (shortcut is null ? x : shortcut.forward(Halved(x)));
        }

        private Tensor Halved(Tensor x) => _halve ? nn.functional.avg_pool2d(x, 2) : x;
    }
}
