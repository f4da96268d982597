using Hud.Experiments;

namespace Hud.Engine.Methods.MprNet;

/// <summary>Widths and depths of an <see cref="MprNetwork"/>.</summary>
/// <param name="Features">n: channels at full resolution.</param>
/// <param name="UnetStep">s: channels that each lower level of encoder and decoder has more.</param>
/// <param name="LastStep">o: channels that the third stage has more than n.</param>
/// <param name="Blocks">Channel attention blocks in each of the third stage's three groups.</param>
/// <param name="Reduction">Channels over hidden channels of the channel attention.</param>
internal sealed record MprNetSize(int Features, int UnetStep, int LastStep, int Blocks, int Reduction)
{
    /// <summary>Crop sides must be multiples of it: quarters of the image are halved twice.</summary>
    public const int Divisor = 8;

    /// <summary>Sizes by the names of experiment files. "paper" is the deraining network, the smallest of Zamir et al. 2021;
    /// the others are ours, for CPUs.</summary>
    public static MprNetSize Parse(string preset) => preset switch
    {
        "tiny" => new(8, 4, 4, 1, 4),
        "small" => new(16, 8, 8, 2, 4),
        "paper" => new(40, 20, 16, 8, 4),
        _ => throw new InputException("mprnet", "preset", preset, "must be tiny, small or paper"),
    };

    /// <exception cref="InputException">The network cannot divide such an image.</exception>
    public static void RequireDivides(int rows, int cols)
    {
        if (rows <= 0 || cols <= 0 || rows % Divisor != 0 || cols % Divisor != 0)
            throw new InputException("crop", null, $"{rows}x{cols}",
                $"both sides must be positive multiples of {Divisor}, because MPRNet cuts the image in four and halves each part twice");
    }
}
