using System.Text;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>Files that hold a key or a token: readable by their owner alone, small, never overwritten.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const int MaximumBytes = 64 * 1024;

    /// <summary>Writes a new file of mode 0600; it appears complete or not at all.</summary>
    /// <exception cref="InputException">It exists already.</exception>
    public static void WriteNew(string path, string text) => WriteNew(path, text, OwnerOnly);

    /// <summary>The same for what everybody may read, such as a certificate.</summary>
    internal static void WriteNewPublic(string path, string text) =>
        WriteNew(path, text, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    /// <exception cref="InputException">It exists already.</exception>
    public static void RefuseExisting(string path)
    {
        if (Path.Exists(path)) throw new InputException(path, null, null, "exists already, and nothing is overwritten");
    }

    /// <exception cref="InputException">Missing, too large, unreadable, or open to every user of the machine.</exception>
    public static string Read(string path)
    {
        var text = ReadPublic(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new InputException(path, null, null, $"every user of this machine may read or change this secret; run 'chmod 600 {path}'");
        return text;
    }

    internal static string ReadPublic(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new InputException(path, null, null, "no such file");
            if (file.Length > MaximumBytes)
                throw new InputException(path, null, $"{file.Length} bytes", $"a file of this kind has at most {MaximumBytes}");
            return File.ReadAllText(path);
        }
        catch (Exception bad) when (bad is UnauthorizedAccessException or IOException)
        {
            throw new InputException(path, null, null, $"cannot be read: {bad.Message}", bad);
        }
    }

    private static void WriteNew(string path, string text, UnixFileMode mode)
    {
        RefuseExisting(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
