using Hud.Engine.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>Single-head self-attention over all positions, added to its input. Ho et al. 2020.</summary>
internal sealed class AttentionBlock : nn.Module<Tensor, Tensor>
{
    private readonly GroupNorm norm;
    private readonly Conv2d qkv;
    private readonly Conv2d proj;

    public AttentionBlock(int channels, int groups, Precision precision, bool queryBias = true) : base(nameof(AttentionBlock))
    {
        norm = Nn.GroupNorm(groups, channels);
        qkv = new Conv2d(channels, 3 * channels, 1, precision, hasBias: queryBias);
        proj = new Conv2d(channels, channels, 1, precision);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        // Positions before channels: with channels-last strides these are views, and the strides survive.
        var parts = qkv.forward(norm.forward(x)).permute(0, 2, 3, 1).reshape(n, h * w, 3, c).unbind(2);
        var (q, k, v) = (parts[0], parts[1], parts[2]);
        var weights = q.matmul(k.transpose(1, 2)).mul(Number.Of(1 / Math.Sqrt(c))).softmax(-1);
        var mixed = weights.matmul(v).reshape(n, h, w, c).permute(0, 3, 1, 2);
        return proj.forward(mixed).add_(x);
    }
}
