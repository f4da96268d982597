using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>How far compressed data may grow, so that a few kilobytes cannot ask for gigabytes.</summary>
internal static class DecompressionLimit
{
    /// <summary>Deflate's own bound is 1032 bytes out of each byte (258 bytes from 2 bits): more is impossible.</summary>
    private const long DeflateRatio = 1032;

    /// <summary>Up to this size any possible ratio is read: blank masks compress that well.</summary>
    public const long FreeBytes = 64L << 20;

    /// <summary>Above <see cref="FreeBytes"/>: real cubes shrink 2- to 10-fold.</summary>
    public const long MaximumRatio = 100;

    public static void Check(string file, string place, long compressed, long declared)
    {
        // Small streams end in a checksum and a header whose bytes the bound does not count.
        var possible = compressed > long.MaxValue / DeflateRatio ? long.MaxValue : (compressed * DeflateRatio) + 64;
        if (declared > possible)
            throw new InputException(file, place, $"{declared}",
                $"{compressed} compressed bytes cannot hold that many bytes: the file is damaged");
        if (declared > FreeBytes && declared / MaximumRatio > compressed)
            throw new InputException(file, place, $"{declared}",
                $"is more than {MaximumRatio} times the {compressed} compressed bytes; such data is not read above " +
                $"{FreeBytes >> 20} MiB (decompression bomb)");
    }
}
