using System.Text.Json;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests.Scenes;

/// <summary><c>hud scenes</c> list, info, check and make-synthetic: output, exit codes, files.</summary>
public sealed class ScenesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_as_json_is_one_document_and_tells_what_is_here()
    {
        File.WriteAllText(_folder["PaviaU_recon8.mat"], "not really");
        var run = Hud("scenes", "list", "--json", "--data", _folder.Path);
        Assert.Equal(0, run.ExitCode);
        var scenes = JsonDocument.Parse(run.Output).RootElement.GetProperty("scenes").EnumerateArray()
            .ToDictionary(s => s.GetProperty("name").GetString()!);
        Assert.Equal(10, scenes.Count);
        Assert.Equal("missing", scenes["ksc"].GetProperty("here").GetString());
        Assert.Equal("derived", scenes["paviau"].GetProperty("here").GetString());
        Assert.Contains("10 bytes in place of 22137726", scenes["paviau"].GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal("synthetic", scenes["synthetic"].GetProperty("here").GetString());
        Assert.Contains("Pavia University", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void List_for_people_is_one_line_a_scene_on_standard_output()
    {
        var run = Hud("scenes", "list");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n');
        var salinas = Assert.Single(lines, line => line.Contains("salinas", StringComparison.Ordinal) && line.Contains("204", StringComparison.Ordinal));
        Assert.Contains("missing", salinas, StringComparison.Ordinal);
        Assert.Contains("hud scenes fetch salinas", salinas, StringComparison.Ordinal);
    }

    [Fact]
    public void List_marks_derived_copies_and_says_what_they_are_worth()
    {
        RealData.Require("recon8/Indian_pines_levels8.mat");
        var run = Hud("scenes", "list", "--data", RealData.Folder!);
        var line = run.Output.Split('\n').First(l => l.Contains("indian_pines ", StringComparison.Ordinal));
        Assert.Contains("derived", line, StringComparison.Ordinal);
        Assert.Contains("smoke tests only", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_as_json_carries_bands_classes_and_checksums()
    {
        var run = Hud("scenes", "info", "paviau", "--json");
        var scene = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal([46, 27, 10], scene.GetProperty("colour_bands").EnumerateArray().Select(b => b.GetInt32()));
        Assert.Equal(103, scene.GetProperty("wavelengths").GetArrayLength());
        Assert.Equal("Asphalt", scene.GetProperty("classes")[0].GetProperty("name").GetString());
        Assert.Equal(6631, scene.GetProperty("classes")[0].GetProperty("pixels").GetInt32());
        Assert.Equal(34806917, scene.GetProperty("files")[0].GetProperty("bytes").GetInt64());
        Assert.Equal("missing", scene.GetProperty("here").GetString());
    }

    [Fact]
    public void Unknown_scene_ends_with_two_and_suggests_the_nearest()
    {
        var run = Hud("scenes", "info", "pavai");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("did you mean 'pavia'?\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_scene_ends_with_two_and_says_where_it_looked()
    {
        var run = Hud("scenes", "check", "ksc", "--data", "elsewhere");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("not found in elsewhere, data; 'hud scenes fetch ksc'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_goes_on_after_a_bad_scene_and_ends_with_two()
    {
        File.WriteAllText(_folder["bad.mat"], "no array at all");
        var run = Hud("scenes", "check", "bad.mat", "synthetic:rows=16,cols=16,bands=8", "--json");
        Assert.Equal(2, run.ExitCode);
        var scenes = JsonDocument.Parse(run.Output).RootElement.GetProperty("scenes");
        Assert.False(scenes[0].GetProperty("usable").GetBoolean());
        Assert.StartsWith("bad.mat", scenes[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(scenes[1].GetProperty("usable").GetBoolean());
        Assert.Equal(8, scenes[1].GetProperty("bands").GetInt32());
    }

    [Fact]
    public void Made_scene_passes_the_check_with_its_labels()
    {
        string[] size = ["--rows", "24", "--cols", "20", "--bands", "30", "--endmembers", "4", "--seed", "7"];
        var made = Hud(["scenes", "make-synthetic", .. size, "--out", "land.hdr", "--json"]);
        Assert.Equal(0, made.ExitCode);
        Assert.Equal(
            ["land.hdr", "land.img", "land_abundances.npy", "land_endmembers.npy", "land_gt.npy"], _folder.Files);
        Assert.Contains("seed=7", JsonDocument.Parse(made.Output).RootElement.GetProperty("scene").GetString(), StringComparison.Ordinal);

        var check = Hud("scenes", "check", "land.hdr");
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.StartsWith("land.hdr: usable, own, 24 x 20 x 30", check.Output, StringComparison.Ordinal);
        Assert.Contains("4 classes", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rows", "3", "make-synthetic, rows: '3': must be 16 to 4096")]
    [InlineData("--endmembers", "17", "make-synthetic, endmembers: '17': must be 2 to 16")]
    [InlineData("--bands", "many", "'many'")]
    public void Impossible_size_ends_with_two_and_writes_nothing(string option, string value, string message)
    {
        var run = Hud("scenes", "make-synthetic", option, value, "--out", "land.npy");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Folder_that_cannot_be_written_ends_with_two()
    {
        File.WriteAllText(_folder["file"], "in the way");
        var run = Hud("scenes", "make-synthetic", "--out", "file/land.npy");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("this folder cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Equal(["file"], _folder.Files);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("info")]
    [InlineData("check")]
    [InlineData("fetch")]
    [InlineData("make-synthetic")]
    public void Help_teaches_by_example(string verb)
    {
        var run = Hud("scenes", verb, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"hud scenes {verb}", run.Output.Split("Example")[1], StringComparison.Ordinal);
    }

    private HudRun Hud(params string[] args) => HudProcess.RunIn(_folder.Path, args);
}
