using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Engine.Unmixing;

/// <summary>What every extractor demands of its input.</summary>
internal static class ExtractionInput
{
    private const string Argument = "endmembers";

    /// <summary>The row-major indices of the valid pixels, ascending.</summary>
    /// <exception cref="InputException">d below 2, above the bands, or above the number of valid pixels.</exception>
    public static int[] Require(Cube cube, bool[] valid, int d)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(valid);
        if (valid.Length != cube.Pixels)
            throw new ArgumentException($"{valid.Length} flags for {cube.Pixels} pixels", nameof(valid));
        var given = d.ToString(CultureInfo.InvariantCulture);
        if (d < 2) throw new InputException(Argument, null, given, "unmixing needs at least 2 endmembers");
        if (d > cube.Bands)
        {
            throw new InputException(
                Argument, null, given, $"there can be at most as many endmembers as bands, {cube.Bands} here");
        }

        var pixels = Enumerable.Range(0, cube.Pixels).Where(i => valid[i]).ToArray();
        if (pixels.Length < d)
        {
            throw new InputException(
                Argument, null, given,
                $"every endmember is a pixel of the scene, and it has {pixels.Length} valid pixels");
        }

        return pixels;
    }
}
