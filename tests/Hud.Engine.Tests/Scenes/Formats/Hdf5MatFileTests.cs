using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class Hdf5MatFileTests
{
    [Theory]
    [InlineData("uint16", "uint16")]
    [InlineData("double", "float64")]
    [InlineData("single", "float32")]
    [InlineData("int8", "int8")]
    [InlineData("int64", "int64")]
    public void Array_in_MATLABs_layout_is_read_row_major(string name, string type)
    {
        var array = Hdf5MatFile.Read(Fixture.Of("v73.mat"), name);

        Assert.Equal(type, array.Type);
        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Fixture.Ramp(type), array.ToDoubles());
    }

    [Fact]
    public void Big_endian_array_is_refused_for_its_byte_order()
    {
        var error = Assert.Throws<InputException>(() => Hdf5MatFile.Read(Fixture.Of("v73.mat"), "big"));
        Assert.Equal("variable 'big'", error.Place);
        Assert.Contains("Byte order conversion", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Logical_and_empty_arrays_are_read()
    {
        var logical = Hdf5MatFile.Read(Fixture.Of("v73.mat"), "logical");
        Assert.Equal("bool", logical.Type);
        Assert.Equal(Fixture.Ramp("uint8").Select(v => (byte)(v % 2)), logical.ToBytes());
        var empty = Hdf5MatFile.Read(Fixture.Of("v73.mat"), "empty");
        Assert.Equal("float64", empty.Type);
        Assert.Equal([0, 3], empty.Shape);
        Assert.Empty(empty.ToSingles());
    }

    [Fact]
    public void List_names_every_variable_and_what_is_not_numeric()
    {
        var kinds = Hdf5MatFile.List(Fixture.Of("v73.mat")).ToDictionary(i => i.Name, i => i.Type);

        Assert.Equal(
            ["big", "cells", "double", "empty", "int64", "int8", "logical", "record", "single", "text", "uint16", "z"],
            kinds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("char", "cell", "struct", "complex double"), (kinds["text"], kinds["cells"], kinds["record"], kinds["z"]));
    }

    [Fact]
    public void Other_programs_arrays_keep_their_axes()
    {
        var array = Hdf5MatFile.Read(Fixture.Of("plain.h5"));

        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Fixture.Ramp("float32"), array.ToDoubles());
    }

    [Fact]
    public void Text_variable_is_read_as_text() =>
        Assert.Equal("hello", Hdf5MatFile.ReadText(Fixture.Of("v73.mat"), "text"));

    [Fact]
    public void Wrong_variable_is_answered_with_the_nearest_name()
    {
        var error = Assert.Throws<InputException>(() => Hdf5MatFile.Read(Fixture.Of("v73.mat"), "unit16"));
        Assert.Contains("no such variable; did you mean 'uint16'?; the file has", error.Rule, StringComparison.Ordinal);
    }
}
