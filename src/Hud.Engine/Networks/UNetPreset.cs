using System.Collections.Immutable;
using Hud.Experiments;
using Hud.Experiments.Text;

namespace Hud.Engine.Networks;

/// <summary>Size of a <see cref="UNet"/>.</summary>
/// <param name="Width">Channels of the first level.</param>
/// <param name="Multipliers">Width factor of each level; each level but the last halves the resolution after it.</param>
/// <param name="Blocks">Residual blocks of a level on the way down; one more on the way up.</param>
/// <param name="AttentionLevels">Levels (0 = full resolution) with self-attention after each residual block;
/// the middle always has it.</param>
/// <param name="Groups">Groups of every group normalisation; divides every level's width.</param>
public sealed record UNetPreset(
    string Name, int Width, ImmutableArray<int> Multipliers, int Blocks, ImmutableArray<int> AttentionLevels, int Groups)
{
    /// <summary>For smoke runs: seconds for hundreds of steps.</summary>
    public static UNetPreset Tiny { get; } = new("tiny", 16, [1, 2], 1, [], 8);

    /// <summary>A minute for a recognisable scene on two cores.</summary>
    public static UNetPreset Small { get; } = new("small", 32, [1, 2, 2], 1, [2], 8);

    /// <summary>The best network for a quarter of an hour on two cores.</summary>
    public static UNetPreset Base { get; } = new("base", 64, [1, 2, 2], 2, [2], 8);

    /// <summary>The CIFAR-10 network of Ho et al. 2020: attention at 16x16 for crops of 32, 35.7 M parameters.</summary>
    public static UNetPreset Paper { get; } = new("paper", 128, [1, 2, 2, 2], 2, [1], 32);

    public static ImmutableArray<UNetPreset> All { get; } = [Tiny, Small, Base, Paper];

    /// <summary>What the network is told of the noise, and how.</summary>
    public Conditioning Conditioning { get; init; } = Conditioning.Step;

    /// <summary>Channels of the embedding as residual blocks take it.</summary>
    public int EmbeddingWidth => Conditioning is Conditioning.Step ? 4 * Width : Width;

    /// <summary>Crop sides must be multiples of this.</summary>
    public int Divisor => 1 << (Multipliers.Length - 1);

    public static UNetPreset Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(p => p.Name == name) ?? throw new InputException(
            "network", null, name, $"a preset is one of {string.Join(", ", All.Select(p => p.Name))}"
            + NearestName.Hint(name, All.Select(p => p.Name)));
    }

    /// <summary>Throws <see cref="InputException"/> unless a rows x cols image can pass through all levels.</summary>
    public void RequireDivides(int rows, int cols)
    {
        if (rows < Divisor || cols < Divisor || rows % Divisor != 0 || cols % Divisor != 0)
            throw new InputException("crop", null, $"{rows}x{cols}",
                $"both sides must be positive multiples of {Divisor}, because preset '{Name}' halves them {Multipliers.Length - 1} times");
    }
}
