using System.Globalization;
using Hud.Experiments;
using static TorchSharp.torch;

namespace Hud.Engine.Methods.ImageSpace;

/// <summary>What networks share that draw an image from an eighth of its side.</summary>
internal static class ThreeHalvings
{
    public const int Divisor = 8;

    /// <exception cref="InputException">The side is not a multiple of 8.</exception>
    public static void RequireDivides(string method, int crop)
    {
        if (crop < Divisor || crop % Divisor != 0)
            throw new InputException("crop", null, crop.ToString(CultureInfo.InvariantCulture),
                $"must be a positive multiple of {Divisor}: method {method} starts from an eighth of it and doubles three times");
    }

    /// <summary>A vector as the first, smallest image. Which element goes where is the network's to learn: this order is the
    /// memory layout that convolutions compute in fastest, and they keep it.</summary>
    /// <param name="features">(n, start * start * channels).</param>
    /// <returns>(n, channels, start, start).</returns>
    public static Tensor Start(Tensor features, int start) => features.view(-1, start, start, features.shape[1] / (start * start))
        .permute(0, 3, 1, 2);
}
