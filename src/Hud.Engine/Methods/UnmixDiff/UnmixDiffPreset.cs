using System.Collections.Immutable;
using Hud.Engine.Networks;

namespace Hud.Engine.Methods.UnmixDiff;

/// <summary>Sizes of both networks.</summary>
/// <param name="Widths">Of the autoencoder's groups: w_0 -> w_1 -> ... -> endmembers.</param>
/// <param name="Blocks">Spatial-spectral blocks of each group.</param>
/// <param name="Denoiser">Its attention levels are set by <see cref="DenoiserFor"/>.</param>
/// <param name="Dropout">Of the denoiser, where the options say auto.</param>
internal sealed record UnmixDiffPreset(ImmutableArray<int> Widths, int Blocks, UNetPreset Denoiser, double Dropout)
{
    /// <summary>The released code has attention where the image's side has shrunk to this.</summary>
    private const int AttentionSide = 16;

    private static readonly UnmixDiffPreset Tiny = new([8, 16, 32, 24, 12], 1, Sr3("tiny", 16, [1, 2, 2], 1, 8), 0);

    private static readonly UnmixDiffPreset Small = new([16, 32, 64, 48, 24], 2, Sr3("small", 32, [1, 2, 4], 1, 8), 0);

    private static readonly UnmixDiffPreset Paper =
        new([32, 64, 128, 96, 48], 3, Sr3("paper", 64, [1, 2, 4, 8, 8], 2, 32), 0.2);

    public static UnmixDiffPreset Of(UnmixDiffOptions options) => options.Preset switch
    {
        "tiny" => Tiny,
        "small" => Small,
        "paper" => Paper,
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Preset, "there is no such preset"),
    };

    /// <summary>The denoiser laid out for images of that side: a level that never comes to 16 gets no attention.</summary>
    public UNetPreset DenoiserFor(int imageSide) => Denoiser with
    {
        AttentionLevels = [.. Enumerable.Range(0, Denoiser.Multipliers.Length).Where(level => imageSide >> level == AttentionSide)],
    };

    private static UNetPreset Sr3(string name, int width, ImmutableArray<int> multipliers, int blocks, int groups) =>
        new(name, width, multipliers, blocks, [], groups) { Conditioning = Conditioning.NoiseLevel };
}
