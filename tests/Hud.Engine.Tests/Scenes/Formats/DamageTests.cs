using System.Globalization;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>Alone, because one test looks at the memory of the whole process.</summary>
[CollectionDefinition(nameof(DamageTests), DisableParallelization = true)]
public sealed class DamageCollection;

[Collection(nameof(DamageTests))]
public sealed class DamageTests
{
    [Theory]
    [InlineData("v7.mat", 600)]
    [InlineData("v6.mat", 600)]
    [InlineData("uint16.npy", 300)]
    [InlineData("stored.npz", 300)]
    [InlineData("deflated.npz", 300)]
    public void Damaged_file_gives_an_input_error_or_an_array_of_its_shape_in_little_memory(string file, int cases)
    {
        using var folder = new TemporaryFolder();
        var intact = File.ReadAllBytes(Fixture.Of(file));
        for (var seed = 0; seed < cases; seed++)
        {
            var allocated = Damage.ReadAll(folder.Holding("damaged", Damage.Of(intact, seed)));
            Assert.True(allocated < 16 << 20, $"seed {seed} of {file} allocated {allocated} bytes");
        }
    }

    [Fact]
    public void Damaged_ENVI_header_gives_an_input_error_or_an_array_of_its_shape_in_little_memory()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Of("bip.img"), folder["x.img"]);
        var intact = File.ReadAllBytes(Fixture.Of("bip.hdr"));
        for (var seed = 0; seed < 300; seed++)
        {
            var allocated = Damage.ReadAll(folder.Holding("x.hdr", Damage.Of(intact, seed)));
            Assert.True(allocated < 1 << 20, $"seed {seed} allocated {allocated} bytes");
        }
    }

    /// <summary>PureHDF asks for buffers of whatever size a damaged file names before it finds the file too short. Such
    /// buffers are never touched and given back at once, so it is resident memory that must stay small.</summary>
    [Theory]
    [InlineData("v73.mat")]
    [InlineData("plain.h5")]
    public void Damaged_HDF5_gives_an_input_error_or_an_array_of_its_shape_in_little_resident_memory(string file)
    {
        using var folder = new TemporaryFolder();
        var intact = File.ReadAllBytes(Fixture.Of(file));
        Damage.ReadAll(folder.Holding("damaged", intact));
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = PeakResidentKilobytes();
        for (var seed = 0; seed < 400; seed++) Damage.ReadAll(folder.Holding("damaged", Damage.Of(intact, seed)));
        // Seeds whose damage once asked for more than a gigabyte.
        foreach (var seed in (int[])[2063, 5953, 5481, 5136])
            Damage.ReadAll(folder.Holding("damaged", Damage.Of(intact, seed)));

        var grown = PeakResidentKilobytes() - before;
        Assert.True(grown < 200_000, $"resident memory grew by {grown} kB");
    }

    [Theory]
    [InlineData("v7.mat")]
    [InlineData("v6.mat")]
    public void MAT_file_cut_anywhere_in_its_last_variable_is_refused(string file)
    {
        using var folder = new TemporaryFolder();
        var intact = File.ReadAllBytes(Fixture.Of(file));
        var last = MatFile.List(Fixture.Of(file))[^1].Name;
        var refused = 0;
        for (var length = 0; length < intact.Length; length++)
        {
            var error = Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("cut.mat", intact[..length]), last));
            if (error.Rule.Contains("truncated", StringComparison.Ordinal)) refused++;
        }

        Assert.True(refused > intact.Length / 2, $"only {refused} of {intact.Length} cuts were called truncations");
    }

    [Fact]
    public void Cut_HDF5_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var intact = File.ReadAllBytes(Fixture.Of("v73.mat"));
        for (var length = 0; length < intact.Length / 2; length += 97)
            Assert.Throws<InputException>(() => ArrayFiles.Read(folder.Holding("cut.mat", intact[..length]), "single"));
    }

    /// <summary>Since the last 5 was written to clear_refs.</summary>
    private static long PeakResidentKilobytes()
    {
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(peak[6..^2].Trim(), CultureInfo.InvariantCulture);
    }
}
