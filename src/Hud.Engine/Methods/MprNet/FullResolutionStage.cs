using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>ORSNet: three residual groups of blocks that never lower the resolution. After each, one level of the second
/// stage's encoder and decoder joins, brought to full resolution.</summary>
internal sealed class FullResolutionStage : nn.Module
{
    private readonly ModuleList<Sequential> groups = new();
    private readonly ModuleList<Sequential> from_encoder = new();
    private readonly ModuleList<Sequential> from_decoder = new();

    public FullResolutionStage(MprNetSize size, Func<Tensor, Tensor> activate) : base(nameof(FullResolutionStage))
    {
        var width = size.Features + size.LastStep;
        for (var level = 0; level < 3; level++)
        {
            var group = ChannelAttentionBlock.Row(size.Blocks, width, size.Reduction, activate);
            group.append(Kernel.Of(width, width, 3));
            groups.Add(group);
            from_encoder.Add(ToFullResolution(size, level));
            from_decoder.Add(ToFullResolution(size, level));
        }

        RegisterComponents();
    }

    /// <param name="encoded">The second stage's features of each level, full resolution first.</param>
    /// <param name="decoded">The same of its decoder.</param>
    public Tensor Refine(Tensor x, Tensor[] encoded, Tensor[] decoded)
    {
        for (var level = 0; level < 3; level++)
            x = x + groups[level].forward(x)
                + from_encoder[level].forward(encoded[level]) + from_decoder[level].forward(decoded[level]);
        return x;
    }

    private static Sequential ToFullResolution(MprNetSize size, int level)
    {
        var path = nn.Sequential();
        for (; level > 0; level--)
        {
            var width = size.Features + (level * size.UnetStep);
            path.append(new Rescaling(2, width, width - size.UnetStep));
        }

        path.append(Kernel.Of(size.Features, size.Features + size.LastStep, 1));
        return path;
    }
}
