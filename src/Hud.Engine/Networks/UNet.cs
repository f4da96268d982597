using Hud.Engine.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hud.Engine.Networks;

/// <summary>The DDPM denoiser of Ho et al. 2020: residual levels with additive time embedding, self-attention at chosen
/// levels and in the middle, strided convolutions down, nearest neighbour and convolution up. With
/// <see cref="Conditioning.NoiseLevel"/> it is the denoiser of SR3, which differs in details only.</summary>
public sealed class UNet : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear time1;
    private readonly Linear time2;
    private readonly Conv2d conv_in;
    private readonly ModuleList<nn.Module> down = new();
    private readonly ResidualBlock mid1;
    private readonly AttentionBlock mid_attn;
    private readonly ResidualBlock mid2;
    private readonly ModuleList<nn.Module> up = new();
    private readonly GroupNorm norm_out;
    private readonly Conv2d conv_out;

    /// <param name="channels">Channels of the image, in and out.</param>
    /// <param name="dropout">Probability, 0 to 1; drawn from torch's generator, which the caller seeds every step.</param>
    public UNet(int channels, UNetPreset preset, Precision precision, double dropout = 0) : base(nameof(UNet))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentOutOfRangeException.ThrowIfNegative(dropout);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dropout, 1);
        Preset = preset;
        Channels = channels;
        var (width, groups) = (preset.Width, preset.Groups);
        var byStep = preset.Conditioning is Conditioning.Step;
        ResidualBlock Residual(int inputs, int outputs) => new(
            inputs, outputs, preset.EmbeddingWidth, groups, precision, dropout);
        AttentionBlock Attention(int at) => new(at, groups, precision, queryBias: byStep);

        time1 = nn.Linear(width, 4 * width);
        time2 = nn.Linear(4 * width, preset.EmbeddingWidth);
        conv_in = new Conv2d(channels, width, 3, precision);
        var skips = new Stack<int>([width]);
        var at = width;
        for (var level = 0; level < preset.Multipliers.Length; level++)
        {
            for (var i = 0; i < preset.Blocks; i++)
            {
                down.Add(Residual(at, at = width * preset.Multipliers[level]));
                if (preset.AttentionLevels.Contains(level)) down.Add(Attention(at));
                skips.Push(at);
            }

            if (level == preset.Multipliers.Length - 1) break;
            down.Add(new Conv2d(at, at, 3, precision, stride: 2));
            skips.Push(at);
        }

        mid1 = Residual(at, at);
        mid_attn = Attention(at);
        mid2 = Residual(at, at);
        for (var level = preset.Multipliers.Length - 1; level >= 0; level--)
        {
            for (var i = 0; i <= preset.Blocks; i++)
            {
                up.Add(Residual(at + skips.Pop(), at = width * preset.Multipliers[level]));
                if (preset.AttentionLevels.Contains(level)) up.Add(Attention(at));
            }

            if (level > 0) up.Add(new Conv2d(at, at, 3, precision));
        }

        norm_out = Nn.GroupNorm(groups, at);
        conv_out = new Conv2d(at, channels, 3, precision);
        RegisterComponents();
    }

    public UNetPreset Preset { get; }

    public int Channels { get; }

    /// <summary>Fresh weights, a function of <paramref name="seed"/> alone. The last convolution of every residual and
    /// attention block and of the network start at zero.</summary>
    public void Initialise(SeedTree seed)
    {
        var zeros = named_modules()
            .Where(m => m.module is Conv2d && (m.name == "conv_out"
                || m.name.EndsWith(".conv2", StringComparison.Ordinal) || m.name.EndsWith(".proj", StringComparison.Ordinal)))
            .Select(m => m.name).ToHashSet();
        Nn.Initialise(this, seed, zeros);
    }

    /// <param name="x">Noisy images (n, channels, h, w), h and w multiples of the preset's divisor; float32.</param>
    /// <param name="t">Noise of each image (n), in the terms of the preset's <see cref="Conditioning"/>; float32.</param>
    /// <returns>(n, channels, h, w), float32.</returns>
    public override Tensor forward(Tensor x, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(t);
        if (x.dim() != 4 || x.shape[1] != Channels)
            throw new ArgumentException($"({string.Join(", ", x.shape)}) is not (n, {Channels}, h, w)", nameof(x));
        Preset.RequireDivides((int)x.shape[2], (int)x.shape[3]);
        using var scope = NewDisposeScope();
        var embedding = Embed(t);
        var h = conv_in.forward(x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        var skips = new Stack<Tensor>([h]);
        foreach (var layer in down)
        {
            h = Apply(layer, h, embedding);
            // Attention refines the block before it: the skip is taken after both.
            if (layer is AttentionBlock) skips.Pop();
            skips.Push(h);
        }

        h = mid2.forward(mid_attn.forward(mid1.forward(h, embedding)), embedding);
        foreach (var layer in up)
        {
            if (layer is ResidualBlock) h = cat([h, skips.Pop()], 1);
            if (layer is Conv2d) h = nn.functional.interpolate(h, scale_factor: [2, 2]);
            h = Apply(layer, h, embedding);
        }

        return conv_out.forward(nn.functional.silu(norm_out.forward(h)))
            .to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private Tensor Embed(Tensor t)
    {
        var byStep = Preset.Conditioning is Conditioning.Step;
        var waves = TimeEmbedding.Of(t, Preset.Width, endpoint: byStep);
        var embedding = time2.forward(nn.functional.silu(time1.forward(waves)));
        return byStep ? nn.functional.silu(embedding) : embedding;
    }

    private static Tensor Apply(nn.Module layer, Tensor h, Tensor embedding) => layer switch
    {
        ResidualBlock block => block.forward(h, embedding),
        AttentionBlock attention => attention.forward(h),
        Conv2d conv => conv.forward(h),
        _ => throw new InvalidOperationException(layer.GetName()),
    };
}
