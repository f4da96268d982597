namespace Hud.Experiments.Files;

/// <summary>A lock that belongs to an open file: gone when the process is, however it ended.</summary>
public static class LockFile
{
    /// <returns>The lock, held until disposed; null when another process holds it.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (IsLocked(busy))
        {
            return null;
        }
    }

    /// <summary>EWOULDBLOCK, or the sharing violation that .NET makes of it.</summary>
    private static bool IsLocked(IOException failure) => failure.HResult is 11 || (failure.HResult & 0xFFFF) is 0x20;
}
