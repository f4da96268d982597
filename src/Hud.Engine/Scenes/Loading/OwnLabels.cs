using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Loading;

/// <summary>Ground truth of a person's own cube: one whole number a pixel, rows x columns, 0 = unlabelled.</summary>
internal static class OwnLabels
{
    /// <summary>Labels that a person named: they must label something.</summary>
    /// <param name="given">FILE or FILE:VARIABLE.</param>
    /// <exception cref="InputException">As for <see cref="Read"/>; or no pixel is labelled.</exception>
    public static byte[] Require(string given, int rows, int cols)
    {
        var (path, variable) = OwnFiles.Split(given);
        var labels = Read(path, variable, rows, cols);
        return labels.AsSpan().ContainsAnyExcept((byte)0)
            ? labels
            : throw new InputException(given, null, "0", "labels no pixel: every value is 0, which means unlabelled");
    }

    /// <param name="variable">Null for the only or largest array.</param>
    /// <exception cref="InputException">Unreadable, no such variable, another size, or a value that is no whole number from 0
    /// to 255.</exception>
    public static byte[] Read(string path, string? variable, int rows, int cols)
    {
        var array = ArrayFiles.Read(path, variable);
        int[] shape = array.Shape is [.., 1] and { Length: 3 } ? [.. array.Shape[..2]] : [.. array.Shape];
        return shape is [var r, var c] && r == rows && c == cols
            ? array.ToBytes()
            : throw new InputException(path, $"variable '{array.Name}'", string.Join(" x ", array.Shape),
                $"labels must be {rows} x {cols}, as the cube beside them");
    }
}
