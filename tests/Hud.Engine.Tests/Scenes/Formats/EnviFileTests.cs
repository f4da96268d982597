using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class EnviFileTests
{
    private const string Plain = "ENVI\nsamples = 3\nlines = 2\nbands = 4\ndata type = 1\ninterleave = bip\n";

    public static TheoryData<Interleave, EnviType> Layouts => new(
        from interleave in Enum.GetValues<Interleave>()
        from type in Enum.GetValues<EnviType>()
        select (interleave, type));

    [Theory]
    [InlineData("bip", "uint16")]
    [InlineData("bil", "int16")]
    [InlineData("bsq", "float32")]
    public void Image_written_by_numpy_is_read_through_header_or_data_file(string name, string type)
    {
        foreach (var ending in (string[])["hdr", "img"])
        {
            var array = EnviFile.Read(Fixture.Of($"{name}.{ending}")).Values;
            Assert.Equal((name, type), (array.Name, array.Type));
            Assert.Equal([2, 3, 4], array.Shape);
            Assert.Equal(Fixture.Ramp(type), array.ToDoubles());
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void Written_image_of_any_layout_and_type_reads_back(Interleave interleave, EnviType type)
    {
        using var folder = new TemporaryFolder();
        var cube = new Cube(2, 3, 5, [.. Enumerable.Range(0, 30).Select(i => (float)i)]);
        var meta = new CubeMetadata([400, 410.5, 420, 430, 440], "Nanometers", 1e-4f, "a test", (4, 2, 0));

        EnviFile.Write(folder["x.hdr"], cube, meta, interleave, type);
        var image = EnviFile.Read(folder["x.hdr"]);

        Assert.Equal(cube.Data, image.ToCube().Data);
        Assert.Equal((interleave, type), (image.Header.Interleave, image.Header.Type));
        Assert.Equal(meta.Wavelengths, image.Metadata.Wavelengths);
        Assert.Equal(meta with { Wavelengths = [] }, image.Metadata with { Wavelengths = [] });
    }

    [Fact]
    public void Header_may_use_any_case_spacing_comments_and_braces_over_lines()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.HDR"], """
            ENVI
            ; written by hand
            Description = {
              First line = not a field,
              second}
            SAMPLES=3
            Lines   =  2
            bands = 1
            header   offset = 2
            Data Type = 1
            interleave = BSQ
            wavelength
              = {
            ; centre
             700.5 }
            """.Replace("wavelength\n  =", "wavelength =", StringComparison.Ordinal).ReplaceLineEndings("\r\n"));
        folder.Holding("x.dat", [99, 99, 1, 2, 3, 4, 5, 6]);

        var image = EnviFile.Read(folder["x.HDR"]);

        Assert.Equal([1, 2, 3, 4, 5, 6], image.Values.ToBytes());
        Assert.Equal([700.5], image.Metadata.Wavelengths);
        Assert.Equal("First line = not a field,\nsecond", image.Metadata.Description);
    }

    [Theory]
    [InlineData("data type = 1", "data type = 6", "line 5, 'data type'", "6", "complex samples are not read; save the real part or the magnitude")]
    [InlineData("data type = 1", "data type = 11", "line 5, 'data type'", "11", "must be 1, 2, 3, 4, 5, 12, 13, 14 or 15")]
    [InlineData("lines = 2", "lines = two", "line 3, 'lines'", "two", "must be a whole number from 1 to 2147483647")]
    [InlineData("lines = 2", "lines = -2", "line 3, 'lines'", "-2", "must be a whole number from 1 to 2147483647")]
    [InlineData("lines = 2\n", "", null, "lines", "the header must have this field")]
    [InlineData("interleave = bip", "interleave = bgr", "line 6, 'interleave'", "bgr", "must be bip, bil or bsq")]
    [InlineData("interleave = bip", "interleave = bip\nbyte order = 2", "line 7, 'byte order'", "2", "must be a whole number from 0 to 1")]
    [InlineData("interleave = bip", "interleave = bip\nwavelength = {1, 2}", "line 7, 'wavelength'", null, "2 wavelengths for 4 bands")]
    [InlineData("interleave = bip", "interleave = bip\nwavelength = {1, 2, x, 4}", "line 7, 'wavelength'", "x", "must be a number")]
    [InlineData("interleave = bip", "interleave = bip\nwavelength = {1, 2", "line 7, 'wavelength'", null, "the brace '{' is never closed")]
    [InlineData("interleave = bip", "interleave = bip\ndefault bands = {1, 2, 5}", "line 7, 'default bands'", "1, 2, 5", "must be band numbers from 1 to 4")]
    [InlineData("interleave = bip", "interleave = bip\nreflectance scale factor = 0", "line 7, 'reflectance scale factor'", "0", "must be above 0")]
    [InlineData("interleave = bip", "interleave = bip\nfile compression = 1", "line 7, 'file compression'", "1", "compressed ENVI files are not read; decompress it first")]
    [InlineData("bands = 4", "bands 4", "line 4", "bands 4", "must be 'key = value'")]
    [InlineData("samples = 3\nlines = 2", "samples = 2000000000\nlines = 2000000000", "'lines' x 'samples' x 'bands'", "2000000000 x 2000000000 x 4",
        "arrays of more than 2147483591 samples are not read")]
    public void Wrong_header_is_refused_by_line_value_and_rule(string right, string wrong, string? place, string? value, string rule)
    {
        using var folder = new TemporaryFolder();
        folder.Holding("x.img", new byte[24]);
        File.WriteAllText(folder["x.hdr"], Plain.Replace(right, wrong, StringComparison.Ordinal));

        var error = Assert.Throws<InputException>(() => EnviFile.Read(folder["x.hdr"]));

        Assert.Equal((folder["x.hdr"], place, value, rule), (error.File, error.Place, error.Value, error.Rule));
    }

    [Fact]
    public void Data_shorter_than_the_header_says_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.hdr"], Plain + "header offset = 1\n");
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.img", new byte[24])));
        Assert.Equal((folder["x.img"], "byte 1", "24 bytes"), (error.File, error.Place, error.Value));
        Assert.StartsWith("2 x 3 x 4 samples of uint8 take 24 bytes after the header offset", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_without_data_and_data_without_header_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.hdr"], Plain);
        Assert.StartsWith("no data file beside the header (x with .img, .dat,",
            Assert.Throws<InputException>(() => EnviFile.Read(folder["x.hdr"])).Rule, StringComparison.Ordinal);
        Assert.Equal("no ENVI header beside it (y.img.hdr or y.hdr)",
            Assert.Throws<InputException>(() => EnviFile.Read(folder.Holding("y.img", new byte[24]))).Rule);
    }

    [Fact]
    public void Value_that_does_not_fit_the_integer_type_is_refused_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<ArgumentException>(() => EnviFile.Write(
            folder["x.hdr"], new Cube(1, 1, 2, [255.4f, 256]), CubeMetadata.None, type: EnviType.UInt8));
        Assert.Equal("the value 256 does not fit Byte", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
