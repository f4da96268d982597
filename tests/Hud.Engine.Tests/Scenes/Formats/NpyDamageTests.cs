using System.Globalization;
using System.IO.Compression;
using System.Text;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

public sealed class NpyDamageTests
{
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "the header must be a dictionary of 'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'shape': (1,)}", "the header must be a dictionary of 'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", "'fortran_order' must be True or False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (one,)}", "'shape' must be a tuple of whole numbers")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "'descr' must be an array of real numbers, not object")]
    [InlineData("{'descr': [('a', '<f4'), ('b', '<i4', (3,))], 'fortran_order': False, 'shape': (1,)}",
        "'descr' must be an array of real numbers, not structured ([('a', '<f4'), ('b', '<i4', (3,))])")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "sizes must not be negative")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 9223372036854775807)}",
        "arrays of more than 2147483591 samples are not read")]
    public void Wrong_header_is_refused_by_rule(string header, string rule)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.npy", Npy(header, 8))));
        Assert.Equal((folder["x.npy"], rule), (error.File, error.Rule));
        Assert.StartsWith($"byte {10 + header.Length}", error.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_that_are_missing_are_refused_before_memory_is_taken()
    {
        using var folder = new TemporaryFolder();
        var file = Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (20000, 20000)}", 80);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.npy", file)));

        Assert.Equal(("20000 x 20000", "needs 3200000000 bytes but 80 follow: the file is truncated"), (error.Value, error.Rule));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Unknown_version_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Npy("{'descr': '<f4', 'fortran_order': False, 'shape': ()}", 4);
        file[6] = 9;
        Assert.Equal("9.0", Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.npy", file))).Value);
    }

    [Fact]
    public void Member_with_a_wrong_CRC_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = File.ReadAllBytes(Fixture.Of("stored.npz"));
        // The stored member's last sample stands directly before the next local header.
        var next = file.AsSpan(4).IndexOf("PK\u0003\u0004"u8) + 4;
        file[next - 1] ^= 0x40;

        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.npz", file), "cube"));

        Assert.Equal("member 'cube.npy'", error.Place);
        Assert.Contains("CRC-32", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_zip_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = File.ReadAllBytes(Fixture.Of("deflated.npz"));
        for (var length = 4; length < file.Length; length++)
            Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("x.npz", file[..length])));
    }

    [Fact]
    public void Decompression_bomb_is_refused()
    {
        using var folder = new TemporaryFolder();
        const int Count = 80 << 20;
        using (var zip = ZipFile.Open(folder["x.npz"], ZipArchiveMode.Create))
        using (var member = zip.CreateEntry("cube.npy").Open())
        {
            member.Write(Npy(string.Create(CultureInfo.InvariantCulture, $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Count},)}}"), 0));
            member.Write(new byte[Count]);
        }

        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder["x.npz"]));
        Assert.Equal("member 'cube.npy'", error.Place);
        Assert.EndsWith("(decompression bomb)", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_are_listed_and_chosen_by_name_or_size()
    {
        Assert.Equal(["cube (2 x 3 x 4 float32)", "wavelengths (4 float64)", "unit ( text (<U10))"],
            ArrayFiles.List(Fixture.Of("stored.npz")).Select(i => i.ToString()));
        Assert.Equal([400, 500, 600, 700], ArrayFiles.Read(Fixture.Of("stored.npz"), "wavelengths").ToDoubles());
        Assert.Equal(Fixture.Ramp("int16", 120), ArrayFiles.Read(Fixture.Of("deflated.npz")).ToDoubles());
        var error = Assert.Throws<InputException>(() => ArrayFiles.Read(Fixture.Of("stored.npz"), "cubes"));
        Assert.StartsWith("no such variable; did you mean 'cube'?", error.Rule, StringComparison.Ordinal);
    }

    private static byte[] Npy(string header, int samples) =>
    [
        .. NpyHeader.Magic, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[samples],
    ];
}
