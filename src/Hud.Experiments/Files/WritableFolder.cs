namespace Hud.Experiments.Files;

/// <summary>Asks the disk before long work, so that a folder that cannot be written costs seconds, not hours.</summary>
public static class WritableFolder
{
    /// <summary>Makes the folder where it is missing and writes a byte in it, which is taken away again.</summary>
    /// <exception cref="InputException">The folder cannot be made or written.</exception>
    /// <exception cref="IOException">The disk is full, which no other folder's name mends and which may pass.</exception>
    public static void Ensure(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".hud-probe.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
            file.WriteByte(0);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException && !DiskFull.Is(refused))
        {
            throw new InputException(folder, null, null, $"this folder cannot be written: {refused.Message}", refused);
        }
    }
}
