using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Opens files that a person named.</summary>
internal static class InputFile
{
    /// <exception cref="InputException">Missing, a folder, or not readable.</exception>
    public static FileStream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) throw new InputException(path, null, null, "is a folder; name a file");
        if (!File.Exists(path)) throw new InputException(path, null, null, "no such file");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, null, $"cannot be opened for reading: {e.Message}", e);
        }
    }

    /// <summary>Samples of a shape, or the error that no such array can be.</summary>
    /// <param name="shape">As declared by the file.</param>
    public static long Count(string file, string place, IReadOnlyList<long> shape)
    {
        var text = string.Join(" x ", shape);
        var count = 1L;
        foreach (var n in shape)
        {
            if (n < 0) throw new InputException(file, place, text, "sizes must not be negative");
            if (n > int.MaxValue || (n > 0 && count > Array.MaxLength / n))
                throw new InputException(file, place, text, $"arrays of more than {Array.MaxLength} samples are not read");
            count *= n;
        }

        return count;
    }
}
