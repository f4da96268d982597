using System.Diagnostics;

namespace Hud.Cluster.Tests.Support;

/// <summary>A folder that is a disk of its own and soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <param name="size">As mount takes it, such as "1m".</param>
    /// <returns>Null where the machine does not let us; then that is said.</returns>
    public static SmallDisk? Mount(string folder, string size)
    {
        if (Shell("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder)) return new SmallDisk(folder);
        Console.Error.WriteLine("NOT TESTED: a full disk needs root, to mount a small tmpfs");
        return null;
    }

    public void Grow(string size) => Assert.True(Shell("mount", "-o", $"remount,size={size}", _folder));

    public void Dispose() => Shell("umount", "-l", _folder);

    private static bool Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
