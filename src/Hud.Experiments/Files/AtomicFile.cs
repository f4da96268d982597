using System.Text;

namespace Hud.Experiments.Files;

/// <summary>Writes a file so that a reader sees the old content or the new one, never a part: temporary name in the
/// same folder, flushed to disk, renamed. A kill or a full disk leaves the previous file as it was.</summary>
public static class AtomicFile
{
    /// <summary>Writes through <paramref name="write"/>, which gets a seekable stream it may also read back; on any exception the temporary file is removed.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
