using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class MatFileTests
{
    public static TheoryData<string> Types => ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"];

    [Theory, MemberData(nameof(Types))]
    public void Array_of_any_numeric_class_from_scipy_is_read_row_major(string type)
    {
        var array = MatFile.Read(Fixture.Of("v7.mat"), type);

        Assert.Equal((type, type), (array.Name, array.Type));
        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(Fixture.Ramp(type), array.ToDoubles());
        Assert.Equal(Fixture.Ramp(type).Select(v => (float)v), array.ToSingles());
    }

    [Fact]
    public void Uncompressed_file_with_small_elements_is_read()
    {
        Assert.Equal(Fixture.Ramp("uint16"), MatFile.Read(Fixture.Of("v6.mat"), "uint16").ToDoubles());
        Assert.Equal([5.0], MatFile.Read(Fixture.Of("v6.mat"), "five").ToDoubles());
    }

    [Fact]
    public void Logical_array_is_read_as_bool()
    {
        var array = MatFile.Read(Fixture.Of("v7.mat"), "logical");

        Assert.Equal("bool", array.Type);
        Assert.Equal(Fixture.Ramp("uint8").Select(v => (byte)(v % 2)), array.ToBytes());
    }

    [Fact]
    public void Arrays_of_two_and_four_axes_and_empty_ones_keep_their_shape()
    {
        Assert.Equal(Fixture.Ramp("float64", 6), MatFile.Read(Fixture.Of("v7.mat"), "matrix").ToDoubles());
        var fourd = MatFile.Read(Fixture.Of("v7.mat"), "fourd");
        Assert.Equal([2, 3, 4, 5], fourd.Shape);
        Assert.Equal(Fixture.Ramp("int16", 120), fourd.ToDoubles());
        var empty = MatFile.Read(Fixture.Of("v7.mat"), "empty");
        Assert.Equal([0, 3], empty.Shape);
        Assert.Empty(empty.ToSingles());
    }

    [Fact]
    public void List_names_every_variable_and_what_is_not_numeric()
    {
        var kinds = MatFile.List(Fixture.Of("v7.mat")).ToDictionary(i => i.Name, i => (i.Type, i.IsNumeric));

        Assert.Equal(("uint16", true), kinds["uint16"]);
        Assert.Equal(("char", false), kinds["text"]);
        Assert.Equal(("cell", false), kinds["cells"]);
        Assert.Equal(("struct", false), kinds["record"]);
        Assert.Equal(("sparse", false), kinds["sparse"]);
        Assert.Equal(("complex float64", false), kinds["z"]);
        Assert.Equal(20, kinds.Count);
    }

    [Theory]
    [InlineData("text", "char")]
    [InlineData("cells", "cell")]
    [InlineData("z", "complex float64")]
    public void Variable_that_is_not_real_numbers_is_refused_by_kind(string name, string kind)
    {
        var error = Assert.Throws<InputException>(() => MatFile.Read(Fixture.Of("v7.mat"), name));

        Assert.Equal(($"variable '{name}'", kind, "must be an array of real numbers"), (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Unnamed_variable_is_the_largest_numeric_one() =>
        Assert.Equal("fourd", MatFile.Read(Fixture.Of("v7.mat")).Name);

    [Fact]
    public void Wrong_variable_is_answered_with_those_present_and_the_nearest_name()
    {
        var error = Assert.Throws<InputException>(() => MatFile.Read(Fixture.Of("v6.mat"), "unit16"));

        Assert.Equal($"{Fixture.Of("v6.mat")}, variable: 'unit16': no such variable; did you mean 'uint16'?; the file has " +
            "uint16 (2 x 3 x 4 uint16), float64 (2 x 3 x 4 float64), five (1 x 1 uint8), text (1 x 5 char)", error.Message);
    }

    [Fact]
    public void Text_variable_is_read_as_text() => Assert.Equal("hello", MatFile.ReadText(Fixture.Of("v7.mat"), "text"));
}
