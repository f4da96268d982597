using Hud.Experiments.Files;

namespace Hud.Experiments.Tests.Files;

public sealed class WritableFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hud-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Missing_folder_is_made_and_stays_empty()
    {
        var folder = Path.Combine(_folder, "a", "b");
        WritableFolder.Ensure(folder);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    /// <summary>A service that starts again on a full disk must not be told, by exit code 2, that its settings are wrong.</summary>
    [Fact]
    public void Full_disk_is_no_bad_input()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root, to mount a small tmpfs");
        Mount("mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=4", "tmpfs", _folder);
        try
        {
            for (var i = 0; i < 3; i++) File.Create(Path.Combine(_folder, $"{i}")).Dispose();
            Assert.True(DiskFull.Is(Assert.ThrowsAny<IOException>(() => WritableFolder.Ensure(_folder))));
        }
        finally
        {
            Mount("umount", _folder);
        }
    }

    private static void Mount(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void File_in_the_way_is_bad_input()
    {
        var file = Path.Combine(_folder, "a");
        File.WriteAllText(file, "kept");
        var bad = Assert.Throws<InputException>(() => WritableFolder.Ensure(Path.Combine(file, "b")));
        Assert.Contains("cannot be written", bad.Message, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(file));
    }
}
