using TorchSharp.Modules;
using static TorchSharp.torch;
using Conv2d = Hud.Engine.Networks.Conv2d;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Three levels of two blocks, each at half the resolution of the one before.</summary>
internal sealed class Encoder : nn.Module
{
    private readonly ModuleList<Sequential> levels = new();
    private readonly ModuleList<Rescaling> down = new();
    private readonly ModuleList<Conv2d> from_encoder = new();
    private readonly ModuleList<Conv2d> from_decoder = new();

    /// <param name="fuses">Take in what an earlier stage's encoder and decoder found (cross-stage feature fusion).</param>
    public Encoder(MprNetSize size, bool fuses, Func<Tensor, Tensor> activate) : base(nameof(Encoder))
    {
        for (var level = 0; level < 3; level++)
        {
            var width = size.Features + (level * size.UnetStep);
            levels.Add(ChannelAttentionBlock.Row(2, width, size.Reduction, activate));
            if (level < 2) down.Add(new Rescaling(0.5, width, width + size.UnetStep));
            if (!fuses) continue;
            from_encoder.Add(Kernel.Of(width, width, 1));
            from_decoder.Add(Kernel.Of(width, width, 1));
        }

        RegisterComponents();
    }

    /// <param name="encoded">What an earlier stage's encoder returned, null where this one does not fuse.</param>
    /// <param name="decoded">The same of its decoder.</param>
    /// <returns>Features of each level, full resolution first.</returns>
    public Tensor[] Encode(Tensor x, Tensor[]? encoded = null, Tensor[]? decoded = null)
    {
        var features = new Tensor[3];
        for (var level = 0; level < 3; level++)
        {
            features[level] = levels[level].forward(level == 0 ? x : down[level - 1].forward(features[level - 1]));
            if (encoded is not null && decoded is not null)
                features[level] = features[level]
                    + from_encoder[level].forward(encoded[level]) + from_decoder[level].forward(decoded[level]);
        }

        return features;
    }
}
