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
