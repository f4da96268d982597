using Hud.Engine.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.Gan;

/// <summary>Three 5x5 convolutions that each halve the side, leaky ReLU after each, a fully connected layer to one score.
/// No normalisation: the penalty is a matter of each image alone.</summary>
internal sealed class DcganCritic : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly Conv2d conv3;
    private readonly Linear fc;

    /// <param name="width">D: the convolutions go bands, D, 2D, 4D.</param>
    /// <param name="side">Of the images, a multiple of 8.</param>
    public DcganCritic(int width, int bands, int side) : base(nameof(DcganCritic))
    {
        conv1 = new(bands, width, 5, Precision.Fp32, stride: 2);
        conv2 = new(width, 2 * width, 5, Precision.Fp32, stride: 2);
        conv3 = new(2 * width, 4 * width, 5, Precision.Fp32, stride: 2);
        fc = nn.Linear(4 * width * (side / 8) * (side / 8), 1);
        RegisterComponents();
    }

    /// <param name="x">(n, bands, side, side) in -1 .. 1.</param>
    /// <returns>(n), unbounded.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = LeakyRectifier.Of(conv1.forward(x));
        h = LeakyRectifier.Of(conv2.forward(h));
        h = LeakyRectifier.Of(conv3.forward(h));
        return fc.forward(h.flatten(1)).squeeze(1).MoveToOuterDisposeScope();
    }
}
