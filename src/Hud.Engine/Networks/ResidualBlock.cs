using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Normalise, SiLU, convolve, add the time embedding, and again with dropout; plus the input
/// (through a 1x1 convolution where the width changes). Ho et al. 2020.</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly GroupNorm norm1;
    private readonly Conv2d conv1;
    private readonly Linear time;
    private readonly GroupNorm norm2;
    private readonly Conv2d conv2;
    private readonly Conv2d? shortcut;
    private readonly double _dropout;

    public ResidualBlock(int inputs, int outputs, int timeWidth, int groups, Precision precision, double dropout)
        : base(nameof(ResidualBlock))
    {
        norm1 = Nn.GroupNorm(groups, inputs);
        conv1 = new Conv2d(inputs, outputs, 3, precision);
        time = nn.Linear(timeWidth, outputs);
        norm2 = Nn.GroupNorm(groups, outputs);
        conv2 = new Conv2d(outputs, outputs, 3, precision);
        shortcut = inputs == outputs ? null : new Conv2d(inputs, outputs, 1, precision);
        _dropout = dropout;
        RegisterComponents();
    }

    /// <param name="x">(n, inputs, h, w).</param>
    /// <param name="embedding">(n, timeWidth), already through SiLU.</param>
    public override Tensor forward(Tensor x, Tensor embedding)
    {
        var h = conv1.forward(nn.functional.silu(norm1.forward(x)));
        h = h.add_(time.forward(embedding).unsqueeze(-1).unsqueeze(-1).to(h.dtype));
        h = nn.functional.silu(norm2.forward(h));
        if (_dropout > 0) h = nn.functional.dropout(h, _dropout, training);
        h = conv2.forward(h);
        return h.add_(shortcut is null ? x : shortcut.forward(x));
    }
}
