using Hud.Engine.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Some spatial-spectral blocks, added to their input; then a 3x3 convolution to the next width (SSPN).</summary>
internal sealed class SpectralGroup : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<SpectralBlock> blocks = new();
    private readonly Conv2d last;

    public SpectralGroup(int inputs, int outputs, int count) : base(nameof(SpectralGroup))
    {
        for (var i = 0; i < count; i++) blocks.Add(new SpectralBlock(inputs));
        last = new Conv2d(inputs, outputs, 3, Precision.Fp32);
        RegisterComponents();
    }

    /// <param name="x">(n, inputs, h, w).</param>
    public override Tensor forward(Tensor x) => last.forward(blocks.Aggregate(x, (h, block) => block.forward(h)).add_(x));
}
