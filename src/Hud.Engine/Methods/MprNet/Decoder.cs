using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Back to full resolution; the encoder's features of each level join through one block.</summary>
internal sealed class Decoder : nn.Module
{
    private readonly ModuleList<Sequential> levels = new();
    private readonly ModuleList<Rescaling> up = new();
    private readonly ModuleList<ChannelAttentionBlock> skips = new();

    public Decoder(MprNetSize size, Func<Tensor, Tensor> activate) : base(nameof(Decoder))
    {
        for (var level = 0; level < 3; level++)
        {
            var width = size.Features + (level * size.UnetStep);
            levels.Add(ChannelAttentionBlock.Row(2, width, size.Reduction, activate));
            if (level == 2) break;
            up.Add(new Rescaling(2, width + size.UnetStep, width));
            skips.Add(new ChannelAttentionBlock(width, size.Reduction, activate));
        }

        RegisterComponents();
    }

    /// <param name="encoded">Features of each level, full resolution first.</param>
    /// <returns>The same, decoded.</returns>
    public Tensor[] Decode(Tensor[] encoded)
    {
        var features = new Tensor[3];
        for (var level = 2; level >= 0; level--)
        {
            var x = level == 2
                ? encoded[2]
                : up[level].forward(features[level + 1]) + skips[level].forward(encoded[level]);
            features[level] = levels[level].forward(x);
        }

        return features;
    }
}
