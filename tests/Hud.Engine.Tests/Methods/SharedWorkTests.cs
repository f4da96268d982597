using Hud.Engine.Methods;
using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Engine.Tests.Methods;

public sealed class SharedWorkTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-shared-");

    [Fact]
    public void Work_is_done_once_a_recipe()
    {
        var shared = new SharedWork(_root.FullName);
        var made = 0;
        string Obtain(int recipe) => shared.Obtain("test", new { recipe }, folder =>
        {
            made++;
            File.WriteAllText(Path.Combine(folder, "value.txt"), $"{recipe}");
        });

        var one = Obtain(1);
        Assert.Equal((one, 1), (Obtain(1), made));
        var two = Obtain(2);
        Assert.Equal(("1", "2", 2), (Value(one), Value(two), made));
    }

    [Theory]
    [InlineData("value.txt", "other")]
    [InlineData("value.txt", null)]
    [InlineData("manifest.json", "{ torn")]
    [InlineData("manifest.json", null)]
    public void Torn_work_is_done_again(string file, string? content)
    {
        var shared = new SharedWork(_root.FullName);
        string Obtain() => shared.Obtain("test", 1, folder => File.WriteAllText(Path.Combine(folder, "value.txt"), "fine"));
        var folder = Obtain();
        if (content is null) File.Delete(Path.Combine(folder, file));
        else File.WriteAllText(Path.Combine(folder, file), content);
        Assert.Equal("fine", Value(Obtain()));
    }

    [Fact]
    public void Work_that_fails_leaves_nothing_behind()
    {
        var shared = new SharedWork(_root.FullName);
        Assert.Throws<IOException>(() => shared.Obtain("test", 1, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "value.txt"), "half");
            throw new IOException("no space left on device");
        }));
        Assert.Empty(_root.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Work_that_another_process_finished_meanwhile_is_taken()
    {
        var shared = new SharedWork(_root.FullName);
        var folder = shared.Obtain("test", 1, mine =>
        {
            new SharedWork(_root.FullName).Obtain("test", 1, theirs => File.WriteAllText(Path.Combine(theirs, "value.txt"), "theirs"));
            Directory.CreateDirectory(mine);
            File.WriteAllText(Path.Combine(mine, "value.txt"), "mine");
        });
        Assert.Equal("theirs", Value(folder));
        Assert.Single(_root.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Unmixing_of_a_scene_comes_back_from_disk_bit_by_bit_and_depends_on_its_options()
    {
        var scene = new SceneLoader([]).Load("synthetic:rows=24,cols=20,bands=10,endmembers=3");
        var fresh = Unmixer.Run(scene, new UnmixingOptions(3), 1);
        var prepared = new PreparedScene(scene, new SharedWork(_root.FullName), 1);
        for (var time = 0; time < 2; time++)
        {
            var shared = prepared.Unmix(new UnmixingOptions(3), 0);
            Assert.Equal(fresh.Endmembers.Spectra, shared.Spectra);
            Assert.Equal(fresh.Abundances, shared.Abundances);
        }

        Assert.Single(_root.EnumerateFileSystemInfos());
        prepared.Unmix(new UnmixingOptions(4), 0);
        prepared.Unmix(new UnmixingOptions(3, Seed: 1), 0);
        prepared.Unmix(new UnmixingOptions(3), 1);
        var noisier = scene with { Valid = [false, .. scene.Valid.Skip(1)] };
        new PreparedScene(noisier, new SharedWork(_root.FullName), 1).Unmix(new UnmixingOptions(3), 0);
        Assert.Equal(5, _root.EnumerateFileSystemInfos().Count());
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static string Value(string folder) => File.ReadAllText(Path.Combine(folder, "value.txt"));
}
