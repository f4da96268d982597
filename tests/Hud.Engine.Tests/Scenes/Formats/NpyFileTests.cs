using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class NpyFileTests
{
    [Theory]
    [InlineData("float16")]
    [MemberData(nameof(MatFileTests.Types), MemberType = typeof(MatFileTests))]
    public void Array_of_any_real_type_from_numpy_is_read(string type)
    {
        var array = NpyFile.Read(Fixture.Of($"{type}.npy"));

        Assert.Equal((type, type), (array.Name, array.Type));
        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Fixture.Ramp(type), array.ToDoubles());
    }

    [Theory]
    [InlineData("big-endian.npy", "float64")]
    [InlineData("fortran.npy", "int32")]
    [InlineData("version2.npy", "uint16")]
    [InlineData("version3.npy", "uint16")]
    public void Other_byte_orders_storage_orders_and_versions_are_read(string file, string type) =>
        Assert.Equal(Fixture.Ramp(type), NpyFile.Read(Fixture.Of(file)).ToDoubles());

    [Fact]
    public void Bool_array_is_read_as_bytes() => Assert.Equal(
        Fixture.Ramp("uint8").Select(v => (byte)(v % 2)), NpyFile.Read(Fixture.Of("bool.npy")).ToBytes());

    [Fact]
    public void Scalar_has_an_empty_shape()
    {
        var scalar = NpyFile.Read(Fixture.Of("scalar.npy"));
        Assert.Empty(scalar.Shape);
        Assert.Equal([1.5f], scalar.ToSingles());
    }

    [Fact]
    public void Complex_array_is_refused()
    {
        var error = Assert.Throws<InputException>(() => NpyFile.Read(Fixture.Of("complex.npy")));
        Assert.Equal("'descr' must be an array of real numbers, not complex (<c16)", error.Rule);
    }

    [Fact]
    public void Value_that_is_no_byte_is_named_with_its_place()
    {
        var error = Assert.Throws<InputException>(() => NpyFile.Read(Fixture.Of("int32.npy")).ToBytes());
        Assert.Equal(("variable 'int32', element (0, 0, 0)", "-50", "must be a whole number from 0 to 255 here"),
            (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Written_arrays_read_back()
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder["f.npy"], [1.5f, -2, 3, 4, 5, 6], 2, 3);
        NpyFile.Write(folder["d.npy"], [0.1, 0.2]);
        NpyFile.Write(folder["b.npy"], [1, 2, 255], 3);
        NpyFile.Write(folder["i.npy"], new[] { -7 }, 1, 1);

        Assert.Equal([1.5f, -2, 3, 4, 5, 6], NpyFile.Read(folder["f.npy"]).ToSingles());
        Assert.Equal([2, 3], NpyFile.Read(folder["f.npy"]).Shape);
        Assert.Equal([0.1, 0.2], NpyFile.Read(folder["d.npy"]).ToDoubles());
        Assert.Equal([1, 2, 255], NpyFile.Read(folder["b.npy"]).ToBytes());
        Assert.Equal("int32", NpyFile.Read(folder["i.npy"]).Type);
    }

    [Fact]
    public void Set_of_cubes_is_written_one_at_a_time_and_short_sets_leave_nothing()
    {
        using var folder = new TemporaryFolder();
        var made = 0;
        IEnumerable<Cube> Cubes(int count)
        {
            for (var n = 0; n < count; n++)
            {
                made++;
                yield return new Cube(1, 2, 2, [n, n + 1, n + 2, n + 3]);
            }
        }

        NpyFile.WriteCubes(folder["set.npy"], 3, 1, 2, 2, Cubes(3));
        Assert.Equal(3, made);
        var set = NpyFile.Read(folder["set.npy"]);
        Assert.Equal([3, 1, 2, 2], set.Shape);
        Assert.Equal([0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5], set.ToSingles());

        var error = Assert.Throws<ArgumentException>(() => NpyFile.WriteCubes(folder["short.npy"], 3, 1, 2, 2, Cubes(2)));
        Assert.StartsWith("2 cubes came where 3 were announced", error.Message, StringComparison.Ordinal);
        Assert.Equal(["set.npy"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }
}
