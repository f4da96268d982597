using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class ArrayFilesTests
{
    [Theory]
    [InlineData("v6.mat", "uint16")]
    [InlineData("v73.mat", "uint16")]
    [InlineData("uint16.npy", null)]
    [InlineData("deflated.npz", "first")]
    [InlineData("bip.img", null)]
    public void Content_decides_whatever_the_ending_says(string file, string? variable)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Of(file), folder["x.txt"]);
        if (file == "bip.img") File.Copy(Fixture.Of("bip.hdr"), folder["x.hdr"]);

        var array = ArrayFiles.Read(folder["x.txt"], variable);

        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Fixture.Ramp("uint16"), array.ToDoubles());
        Assert.Contains(ArrayFiles.List(folder["x.txt"]), i => i.Name == array.Name && i.Shape.SequenceEqual(array.Shape));
    }

    [Fact]
    public void Missing_file_is_named()
    {
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read("nowhere/x.mat"));
        Assert.Equal("nowhere/x.mat: no such file", error.Message);
    }

    [Fact]
    public void Folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("is a folder; name a file", Assert.Throws<InputException>(() => ArrayFiles.List(folder.Path)).Rule);
    }

    [Fact]
    public void Unknown_content_is_refused_with_its_first_bytes()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.mat", "GIF89a.."u8.ToArray())));
        Assert.Equal($"{folder["x.mat"]}, first bytes: '4749463839612e2e': " +
            "must be those of a MAT (v5, v7, v7.3), .npy, .npz or ENVI file", error.Message);
        Assert.Equal("is empty", Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("y", []))).Rule);
    }

    [Fact]
    public void Wrong_name_of_a_single_array_is_refused()
    {
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(Fixture.Of("uint16.npy"), "cube"));
        Assert.Equal(("variable", "cube", "no such variable; the file has uint16 (2 x 3 x 4 uint16)"),
            (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void File_without_a_numeric_array_is_refused()
    {
        using var folder = new TemporaryFolder();
        MatFile.Write(folder["x.mat"], MatVariable.Of("words", "hello"));
        Assert.Equal("holds no numeric array; the file has words (1 x 5 char)",
            Assert.Throws<InputException>(() => ArrayFiles.Read(folder["x.mat"])).Rule);
    }
}
