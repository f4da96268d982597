using Hud.Engine.Methods.ImageSpace;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.Gan;

/// <summary>A fully connected layer, then three 5x5 transposed convolutions that each double the side; batch normalisation
/// and ReLU between, tanh at the end.</summary>
internal sealed class DcganGenerator : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc;
    private readonly BatchNorm norm0;
    private readonly ConvTranspose2d up1;
    private readonly BatchNorm norm1;
    private readonly ConvTranspose2d up2;
    private readonly BatchNorm norm2;
    private readonly ConvTranspose2d up3;
    private readonly int _start;

    /// <param name="width">D: the transposed convolutions go 4D, 2D, D, bands.</param>
    /// <param name="side">Of the images, a multiple of 8.</param>
    public DcganGenerator(int noise, int width, int bands, int side) : base(nameof(DcganGenerator))
    {
        _start = side / ThreeHalvings.Divisor;
        fc = nn.Linear(noise, 4 * width * _start * _start);
        // Over every feature of the vector, not every channel: as released.
        norm0 = new(4 * width * _start * _start);
        up1 = Up(4 * width, 2 * width);
        norm1 = new(2 * width);
        up2 = Up(2 * width, width);
        norm2 = new(width);
        up3 = Up(width, bands);
        RegisterComponents();
    }

    /// <param name="z">(n, noise).</param>
    /// <returns>(n, bands, side, side) in -1 .. 1.</returns>
    public override Tensor forward(Tensor z)
    {
        using var scope = NewDisposeScope();
        var h = ThreeHalvings.Start(nn.functional.relu(norm0.forward(fc.forward(z))), _start);
        h = nn.functional.relu(norm1.forward(up1.forward(h)));
        h = nn.functional.relu(norm2.forward(up2.forward(h)));
        return up3.forward(h).tanh().MoveToOuterDisposeScope();
    }

    private static ConvTranspose2d Up(int inputs, int outputs) =>
        nn.ConvTranspose2d(inputs, outputs, 5, stride: 2, padding: 2, output_padding: 1);
}
