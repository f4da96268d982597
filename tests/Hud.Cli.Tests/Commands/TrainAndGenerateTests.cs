using System.Text.Json;
using Hud.Engine.Scenes.Formats;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Commands;

/// <summary>One tiny model, trained once by the real program; every test draws from it.</summary>
public sealed class TrainedModel : IDisposable
{
    internal const string Land = "synthetic:rows=32,cols=40,bands=12,endmembers=3";

    private readonly TemporaryFolder _folder = new();

    public TrainedModel()
    {
        var run = HudProcess.RunIn(_folder.Path, "train", Land, "--iterations", "4", "--batch", "2", "--crop", "16",
            "--threads", "1", "--set", "preset=tiny", "--out", "model");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("wrote ", run.Output, StringComparison.Ordinal);
    }

    public string Path => _folder["model/checkpoint.safetensors"];

    public void Dispose() => _folder.Dispose();
}

public sealed class TrainAndGenerateTests(TrainedModel model) : IClassFixture<TrainedModel>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images.npy"), InlineData("images.npz"), InlineData("images.mat")]
    public void Images_come_in_the_format_of_the_file_name_with_scale_and_wavelengths(string name)
    {
        var run = Generate("--count", "3", "--size", "16x24", "--out", name);
        Assert.True(run.ExitCode == 0, run.Error);

        var cubes = CubeFiles.Read(_folder[name], name.EndsWith(".npy", StringComparison.Ordinal) ? null : "cube");
        Assert.Equal(3, cubes.Count);
        Assert.Equal((16, 24, 12), (cubes[0].Rows, cubes[0].Cols, cubes[0].Bands));
        var notes = Notes("images.json");
        Assert.Equal(12, notes.GetProperty("wavelengths").GetArrayLength());
        Assert.True(notes.GetProperty("scale").GetDouble() > 0);
        Assert.Equal("synthetic", notes.GetProperty("provenance").GetString());
        if (!name.EndsWith(".npy", StringComparison.Ordinal))
            Assert.Equal(12, CubeFiles.ReadMetadata(_folder[name]).Wavelengths.Length);
    }

    [Fact]
    public void Envi_images_are_one_file_each_with_wavelengths_in_the_header()
    {
        Assert.Equal(0, Generate("--count", "2", "--out", "strip.hdr").ExitCode);
        var cube = CubeFiles.Read(_folder["strip-0002.hdr"]).Single();
        Assert.Equal((16, 16, 12), (cube.Rows, cube.Cols, cube.Bands));
        Assert.Equal(12, CubeFiles.ReadMetadata(_folder["strip-0002.hdr"]).Wavelengths.Length);
    }

    [Fact]
    public void More_images_change_none_of_the_first_and_another_seed_changes_all()
    {
        Assert.Equal(0, Generate("--count", "2", "--out", "two.npy").ExitCode);
        Assert.Equal(0, Generate("--count", "4", "--out", "four.npy").ExitCode);
        Assert.Equal(0, Generate("--count", "2", "--seed", "9", "--out", "other.npy").ExitCode);
        var (two, four, other) = (Read("two.npy"), Read("four.npy"), Read("other.npy"));

        Assert.All(Enumerable.Range(0, two.Length), i => Assert.Equal(two[i], four[i], 1e-5f));
        Assert.NotEqual(two, other);
    }

    [Theory]
    [InlineData("--size", "16", "rows x columns")]
    [InlineData("--size", "15x16", "multiples")]
    [InlineData("--count", "0", "at least 1")]
    [InlineData("--sampler", "magic", "magic")]
    [InlineData("--steps", "100000", "100000")]
    [InlineData("--out", "images.tif", ".npy")]
    public void Impossible_order_is_bad_input_and_writes_nothing(string option, string value, string rule)
    {
        string[] line = option == "--out" ? ["--count", "1"] : ["--count", "1", "--out", "images.npy"];
        if (option == "--count") line = ["--out", "images.npy"];
        var run = Generate([.. line, option, value]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void File_that_is_no_model_is_bad_input()
    {
        var path = _folder.Write("broken.safetensors", "not a model");
        var run = HudProcess.RunIn(_folder.Path, "generate", path, "--out", "images.npy");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("broken.safetensors", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["images.npy"]));
    }

    [Fact]
    public void Images_say_which_tiles_their_model_never_saw()
    {
        Assert.Equal(0, Generate("--count", "1", "--out", "whole.npy").ExitCode);
        Assert.Equal(JsonValueKind.Null, Notes("whole.json").GetProperty("held_out_crop").ValueKind);

        string[] options = ["--iterations", "2", "--batch", "2", "--crop", "16", "--threads", "1", "--set", "preset=tiny"];
        var run = HudProcess.RunIn(_folder.Path, ["train", TrainedModel.Land, .. options, "--hold-out", "--out", "model"]);
        Assert.True(run.ExitCode == 0, run.Error);
        run = HudProcess.RunIn(_folder.Path,
            "generate", "model/checkpoint.safetensors", "--count", "1", "--steps", "2", "--threads", "1", "--out", "part.npy");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(16, Notes("part.json").GetProperty("held_out_crop").GetInt32());
        Assert.NotEqual(Notes("whole.json").GetProperty("scene_sha256").GetString(), Notes("part.json").GetProperty("scene_sha256").GetString());
    }

    [Theory]
    [InlineData("hud", "32", "at least 64 x 32 pixels")]
    [InlineData("mprnet", "16", "colour picture of the whole scene")]
    public void Tiles_that_cannot_be_held_out_are_bad_input_and_nothing_is_written(string method, string crop, string rule)
    {
        var run = HudProcess.RunIn(_folder.Path, "train", TrainedModel.Land, "--method", method, "--crop", crop, "--hold-out", "--out", "model");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["model"]));
    }

    [Theory]
    [InlineData("presett=tiny", "preset")]
    [InlineData("preset=huge", "huge")]
    [InlineData("preset", "OPTION=VALUE")]
    [InlineData("endmembers=1", "endmembers")]
    public void Impossible_training_is_bad_input_and_writes_nothing(string option, string rule)
    {
        var run = HudProcess.RunIn(_folder.Path, "train", TrainedModel.Land, "--crop", "16", "--set", option, "--out", "model");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["model"]));
    }

    private HudRun Generate(params string[] options) => HudProcess.RunIn(_folder.Path,
    [
        "generate", model.Path, "--threads", "1", .. options.Contains("--steps") ? options : [.. options, "--steps", "4"],
    ]);

    private float[] Read(string name) => NpyFile.Read(_folder[name]).ToSingles();

    private JsonElement Notes(string name) => JsonDocument.Parse(File.ReadAllText(_folder[name])).RootElement;
}
