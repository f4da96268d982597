namespace Hud.Chaos;

/// <summary>A small disk of a host's own, that can be full.</summary>
internal sealed class LabDisk : IDisposable
{
    private readonly string _folder;

    /// <param name="name">Of the laboratory, by which a later one finds what this one left.</param>
    public LabDisk(string name, string folder, int megabytes)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", name, folder);
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

    /// <summary>Takes all disks of a laboratory away.</summary>
    public static void RemoveAll(string name)
    {
        foreach (var mount in File.ReadAllLines("/proc/mounts").Select(l => l.Split(' ')).Where(m => m[0] == name)) Shell.TryRun("umount", "-l", mount[1]);
    }

    public void Dispose() => Shell.TryRun("umount", "-l", _folder);
}
