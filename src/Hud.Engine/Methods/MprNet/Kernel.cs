using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Convolution with "same" padding and, as everywhere in MPRNet, without a bias. Weights (out, in, k, k) start at zero.</summary>
internal sealed class Kernel : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly long[] _padding;

    public Kernel(int inputs, int outputs, int side) : base(nameof(Kernel))
    {
        weight = new Parameter(zeros(outputs, inputs, side, side));
        _padding = [side / 2, side / 2];
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.conv2d(input, weight, padding: _padding);

    protected override void Dispose(bool disposing)
    {
        if (disposing) weight.Dispose();
        base.Dispose(disposing);
    }
}
