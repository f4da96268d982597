namespace Hud.Chaos;

/// <summary>A small disk of a host's own, that can be full.</summary>
internal sealed class LabDisk : IDisposable
{
    private readonly string _folder;

    public LabDisk(string folder, int megabytes)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
    }

    private string Ballast => Path.Combine(_folder, "ballast");

    public void Fill()
    {
        using var file = File.Create(Ballast);
        var block = new byte[1 << 16];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void Dispose() => Shell.TryRun("umount", "-l", _folder);
}
