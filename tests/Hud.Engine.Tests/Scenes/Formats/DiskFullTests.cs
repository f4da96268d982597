using Hud.Engine.Scenes.Formats;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class DiskFullTests
{
    /// <summary>The temporary name of the atomic write leads to /dev/full, where every write fails like on a full
    /// disk.</summary>
    [Theory]
    [InlineData("x.npy", "x.npy")]
    [InlineData("x.npz", "x.npz")]
    [InlineData("x.mat", "x.mat")]
    [InlineData("x.hdr", "x.img")]
    [InlineData("x.hdr", "x.hdr")]
    public void Full_disk_is_reported_and_leaves_only_what_was_there(string path, string fullAt)
    {
        using var folder = new TemporaryFolder();
        folder.Holding("x.npy", [1, 2, 3]);
        File.CreateSymbolicLink(folder[$".{fullAt}.{Environment.ProcessId}.tmp"], "/dev/full");

        var error = Assert.Throws<IOException>(() => CubeFiles.Write(
            folder[path], [CubeFilesTests.Random(200, 200, 30, 1)], CubeMetadata.None));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal(["x.npy"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["x.npy"]));
    }

    [Fact]
    public void Full_disk_in_the_middle_of_an_ENVI_set_leaves_nothing_of_the_set()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder[$".x-0002.img.{Environment.ProcessId}.tmp"], "/dev/full");
        var cube = CubeFilesTests.Random(8, 8, 4, 1);

        Assert.Throws<IOException>(() => CubeFiles.Write(folder["x.hdr"], [cube, cube, cube], CubeMetadata.None));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Full_disk_under_a_version_7_3_file_is_reported_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder[$".x.mat.{Environment.ProcessId}.tmp"], "/dev/full");
        Assert.ThrowsAny<IOException>(() =>
            Hdf5MatFile.Write(folder["x.mat"], MatVariable.Of("cube", [CubeFilesTests.Random(200, 200, 30, 1)])));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
