using Hud.Engine.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Bilinear resizing by a factor, then a 1x1 convolution to another width.</summary>
internal sealed class Rescaling : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d project;
    private readonly double[] _factor;

    public Rescaling(double factor, int inputs, int outputs) : base(nameof(Rescaling))
    {
        project = Kernel.Of(inputs, outputs, 1);
        _factor = [factor, factor];
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => project.forward(
        nn.functional.interpolate(x, scale_factor: _factor, mode: InterpolationMode.Bilinear, align_corners: false));
}
