using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class CubeFilesTests
{
    private static readonly CubeMetadata Meta = new([400.25, 500, 600, 700, 800], "Nanometers", 5250.5f, "generated, ü", null);

    [Theory]
    [InlineData("x.npz")]
    [InlineData("x.mat")]
    [InlineData("x.hdr")]
    [InlineData("x.img")]
    [InlineData("x.DAT")]
    public void One_cube_reads_back_with_what_travels_with_it(string name)
    {
        using var folder = new TemporaryFolder();
        var cube = Random(3, 4, 5, seed: 1);

        CubeFiles.Write(folder[name], [cube], Meta);

        AssertSame([cube], CubeFiles.Read(folder[name]));
        AssertSame(Meta, CubeFiles.ReadMetadata(folder[name]));
    }

    [Theory]
    [InlineData("x.npy")]
    [InlineData("x.npz")]
    [InlineData("x.mat")]
    public void Set_of_cubes_reads_back_from_one_file(string name)
    {
        using var folder = new TemporaryFolder();
        Cube[] cubes = [Random(3, 4, 37, seed: 1), Random(3, 4, 37, seed: 2), Random(3, 4, 37, seed: 3)];

        CubeFiles.Write(folder[name], cubes, CubeMetadata.None);

        AssertSame(cubes, CubeFiles.Read(folder[name]));
        AssertSame(CubeMetadata.None, CubeFiles.ReadMetadata(folder[name]));
    }

    [Fact]
    public void Set_of_cubes_becomes_numbered_ENVI_files()
    {
        using var folder = new TemporaryFolder();
        Cube[] cubes = [Random(3, 4, 5, seed: 1), Random(3, 4, 5, seed: 2)];

        CubeFiles.Write(folder["set.hdr"], cubes, Meta);

        Assert.Equal(["set-0001.hdr", "set-0001.img", "set-0002.hdr", "set-0002.img"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertSame([cubes[1]], CubeFiles.Read(folder["set-0002.img"]));
    }

    [Fact]
    public void Version_7_3_file_reads_back()
    {
        using var folder = new TemporaryFolder();
        Cube[] cubes = [Random(30, 40, 37, seed: 1), Random(30, 40, 37, seed: 2), Random(30, 40, 37, seed: 3)];

        Hdf5MatFile.Write(folder["x.mat"], MatVariable.Of("cube", cubes), MatVariable.Of("scale", [2.5]),
            MatVariable.Of("description", "some text"), MatVariable.Of("mask", new byte[] { 1, 2, 3, 4, 5, 6 }, 2, 3),
            MatVariable.Of("nothing", Array.Empty<double>(), 0, 3));

        AssertSame(cubes, CubeFiles.Read(folder["x.mat"]));
        Assert.Equal(["cube (3 x 30 x 40 x 37 float32)", "description (1 x 9 char)", "mask (2 x 3 uint8)",
                "nothing (0 x 3 float64)", "scale (1 x 1 float64)"],
            ArrayFiles.List(folder["x.mat"]).Select(i => i.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 3, 4, 5, 6], ArrayFiles.Read(folder["x.mat"], "mask").ToBytes());
        Assert.Equal((2.5f, "some text"), (CubeFiles.ReadMetadata(folder["x.mat"]).Scale, CubeFiles.ReadMetadata(folder["x.mat"]).Description));
    }

    [Fact]
    public void Ending_that_is_unknown_is_refused_and_nothing_written()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputException>(() => CubeFiles.Write(folder["x.tif"], [Random(1, 1, 1, 1)], Meta));
        Assert.Equal(("ending", ".tif", "must be .npy, .npz, .mat, .hdr, .img or .dat"), (error.Place, error.Value, error.Rule));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Cubes_of_different_sizes_are_refused()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<ArgumentException>(() =>
            CubeFiles.Write(folder["x.npy"], [Random(2, 2, 3, 1), Random(2, 3, 3, 1)], CubeMetadata.None));
        Assert.StartsWith("cube 1 is 2 x 3 x 3, the first 2 x 2 x 3", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("matrix", "3 x 2", "a cube is rows x cols x bands, a set of cubes count x rows x cols x bands")]
    [InlineData("empty", "0 x 3", "a cube is rows x cols x bands, a set of cubes count x rows x cols x bands")]
    public void Array_that_is_no_cube_is_refused(string variable, string shape, string rule)
    {
        var error = Assert.Throws<InputException>(() => CubeFiles.Read(Fixture.Of("v7.mat"), variable));
        Assert.Equal(($"variable '{variable}'", shape, rule), (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Empty_cube_is_refused()
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder["x.npy"], ReadOnlySpan<float>.Empty, 0, 2, 3);
        Assert.Equal("must not be empty", Assert.Throws<InputException>(() => CubeFiles.Read(folder["x.npy"])).Rule);
    }

    internal static Cube Random(int rows, int cols, int bands, long seed)
    {
        var random = new SeedTree(seed).Derive("cube").Stream();
        return new(rows, cols, bands, [.. Enumerable.Range(0, rows * cols * bands).Select(_ => (float)random.NextDouble())]);
    }

    internal static void AssertSame(IReadOnlyList<Cube> expected, IReadOnlyList<Cube> actual)
    {
        Assert.Equal(expected.Select(c => (c.Rows, c.Cols, c.Bands)), actual.Select(c => (c.Rows, c.Cols, c.Bands)));
        foreach (var (wanted, got) in expected.Zip(actual)) Assert.Equal(wanted.Data, got.Data);
    }

    private static void AssertSame(CubeMetadata expected, CubeMetadata actual)
    {
        Assert.Equal(expected.Wavelengths, actual.Wavelengths);
        Assert.Equal(expected with { Wavelengths = [] }, actual with { Wavelengths = [] });
    }
}
