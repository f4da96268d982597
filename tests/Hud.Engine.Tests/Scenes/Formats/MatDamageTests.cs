using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>MAT v5 files made by hand: what scipy does not write, and what nobody should.</summary>
public sealed class MatDamageTests
{
    private const int DoubleClass = 6, UInt8Class = 9, UInt16Class = 11;

    private static readonly MatBytes Little = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Both_byte_orders_plain_and_compressed_are_read(bool bigEndian, bool compressed)
    {
        var mat = new MatBytes(bigEndian);
        var variable = mat.Variable("A", DoubleClass, [2, 3], mat.Element(MatBytes.Double, mat.Doubles(1, 4, 2, 5, 3, 6)));

        var array = Read(mat.File(compressed ? mat.Deflated(variable) : variable));

        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.ToDoubles());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Numbers_stored_in_a_narrower_type_keep_their_class(bool bigEndian, bool small)
    {
        var mat = new MatBytes(bigEndian);
        var samples = small ? mat.Small(MatBytes.UInt8, 7, 250) : mat.Element(MatBytes.UInt16, bigEndian ? [0, 7, 0, 250] : [7, 0, 250, 0]);

        var array = Read(mat.File(mat.Variable("A", DoubleClass, [1, 2], samples)));

        Assert.Equal("float64", array.Type);
        Assert.Equal([7, 250], array.ToDoubles());
    }

    [Fact]
    public void Nameless_subsystem_data_is_passed_over()
    {
        var hidden = Little.Variable("", UInt8Class, [1, 4], Little.Small(MatBytes.UInt8, 1, 2, 3, 4));
        var shown = Little.Variable("A", UInt8Class, [1, 1], Little.Small(MatBytes.UInt8, 9));
        Assert.Equal([9], Read(Little.File(hidden, shown)).ToBytes());
    }

    [Fact]
    public void Complex_variable_is_refused()
    {
        var error = Refused(Little.Variable("Z", DoubleClass, [1, 1], Little.Element(MatBytes.Double, Little.Doubles(1)), flags: 8), "Z");
        Assert.Equal(("variable 'Z'", "complex float64", "must be an array of real numbers"), (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Samples_that_do_not_fill_the_shape_are_refused()
    {
        var error = Refused(Little.Variable("A", DoubleClass, [2, 2], Little.Element(MatBytes.Double, Little.Doubles(1, 2, 3))));
        Assert.Equal(("variable at byte 128, byte 56", "24 bytes", "2 x 2 samples of float64 take 32: the file is damaged"),
            (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Negative_size_is_refused()
    {
        var error = Refused(Little.Variable("A", DoubleClass, [-2, 2], []));
        Assert.Equal(("variable 'A', dimensions", "-2 x 2", "sizes must not be negative"), (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Size_whose_product_overflows_is_refused()
    {
        var error = Refused(Little.Variable("A", UInt8Class, [1 << 30, 1 << 30, 16], []));
        Assert.Equal("1073741824 x 1073741824 x 16", error.Value);
        Assert.StartsWith("arrays of more than", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_longer_than_the_file_is_refused_as_truncated()
    {
        var whole = Little.File(Little.Variable("A", UInt8Class, [1, 16], Little.Element(MatBytes.UInt8, new byte[16])));
        var error = RefusedFile(whole[..^8]);
        Assert.Equal(("byte 136", "the variable needs them but 64 follow: the file is truncated"), (error.Place, error.Rule));
    }

    [Fact]
    public void Unknown_array_class_storage_type_and_element_are_refused_with_their_place()
    {
        Assert.Equal("99", Refused(Little.Variable("A", 99, [1, 1], [])).Value);
        Assert.Equal("data type 8", Refused(Little.Variable("A", UInt16Class, [1, 1], Little.Element(8, 0, 0))).Value);
        var error = Refused(Little.Element(42, new byte[8]));
        Assert.Equal(("byte 136", "data type 42"), (error.Place, error.Value));
    }

    [Fact]
    public void Wrong_version_is_refused()
    {
        var file = Little.File();
        file[125] = 7;
        var error = RefusedFile(file);
        Assert.Equal(("bytes 124-125", "7", "the version of a MAT v5 file must be 1"), (error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Wrong_zlib_checksum_is_refused()
    {
        var element = Little.Deflated(Little.Variable("A", UInt8Class, [1, 16], Little.Element(MatBytes.UInt8, new byte[16])));
        element[^1] ^= 1;
        var error = Refused(element);
        Assert.Equal("variable at byte 128, inflated, byte 56", error.Place);
        Assert.StartsWith("the data is damaged", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_size_that_no_compressed_data_can_hold_is_refused_before_it_is_allocated()
    {
        // The tag promises 1 GiB, as do the dimensions; 100 bytes of zlib cannot hold that.
        var start = Little.Variable("A", UInt8Class, [1 << 15, 1 << 15], Little.Words((int)MatBytes.UInt8, 1 << 30));
        Little.Words(1 << 30).CopyTo(start, 4);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Refused(Little.Deflated(start));

        Assert.Equal("1073741824", error.Value);
        Assert.Contains("compressed bytes cannot hold that many bytes", error.Rule, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void Decompression_bomb_is_refused()
    {
        const int Size = 80 << 20;
        var error = Refused(Little.Deflated(
            Little.Variable("A", UInt8Class, [Size, 1], Little.Element(MatBytes.UInt8, new byte[Size]))));
        Assert.EndsWith("such data is not read above 64 MiB (decompression bomb)", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void More_inflated_bytes_than_declared_are_refused()
    {
        var variable = Little.Variable("A", UInt8Class, [1, 1], Little.Small(MatBytes.UInt8, 9));
        var error = Refused(Little.Deflated([.. variable, .. new byte[5000]]));
        Assert.StartsWith("more bytes than declared", error.Rule, StringComparison.Ordinal);
    }

    private static NumericArray Read(byte[] file)
    {
        using var folder = new TemporaryFolder();
        return ArrayFiles.Read(folder.Holding("x.mat", file));
    }

    private static InputException Refused(byte[] element, string? variable = null) => RefusedFile(Little.File(element), variable);

    private static InputException RefusedFile(byte[] file, string? variable = null)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.mat", file), variable));
        Assert.Equal(folder["x.mat"], error.File);
        return error;
    }
}
