using System.Globalization;
using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Cli.Tests.Commands;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests;

public sealed class AugmentCommandTests : IDisposable
{
    private const int Side = 16;

    private readonly TemporaryFolder _folder = new();
    private readonly Cube _land;

    /// <summary>Copies of the scene in place of generated images.</summary>
    public AugmentCommandTests()
    {
        SyntheticFiles.Write(_folder["land.hdr"], SyntheticRecipe.Parse("synthetic:rows=64,cols=48,bands=8,endmembers=3"));
        File.Move(_folder["land_gt.npy"], _folder["classes.npy"]);
        _land = CubeFiles.Read(_folder["land.hdr"])[0];
        var cleaned = new SceneLoader([]).Load(_folder["land.hdr"]).Cube;
        CubeFiles.Write(_folder["cubes.npy"], [.. Enumerable.Range(0, 8).Select(i => cleaned.Crop(5 * i, 4 * i, Side, Side))], CubeMetadata.None);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_has_labels_metrics_and_a_verdict_and_finds_that_the_images_are_copies()
    {
        var run = Run("--labels", _folder["classes.npy"], "--json");
        var labels = NpyFile.Read(_folder["report/labels.npy"]);
        Assert.Equal("8 x 16 x 16 uint8", $"{string.Join(" x ", labels.Shape)} {labels.Type}");
        Assert.True(labels.ToBytes().Max() <= 3);
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(run.Output, File.ReadAllText(_folder["report/report.json"]));
        var root = document.RootElement;
        Assert.True(root.GetProperty("memorised").GetBoolean());
        Assert.InRange(root.GetProperty("metrics").GetProperty("memorisation_ratio").GetProperty("value").GetDouble(), 0, 0.01);
        Assert.Equal("unknown", root.GetProperty("generator").GetString());
        var classifier = root.GetProperty("classifier");
        Assert.Contains(classifier.GetProperty("verdict").GetString()!, (string[])["gain", "loss", "undecided"]);
        Assert.Equal(["real", "real_and_synthetic", "real_and_copies", "synthetic"],
            classifier.GetProperty("sets").EnumerateObject().Select(s => s.Name));
        var report = File.ReadAllText(_folder["report/report.md"]);
        foreach (var heading in (string[])["## Fidelity", "## Diversity", "## Memorisation", "## Labels", "## A classifier trained with them"])
            Assert.Contains(heading, report, StringComparison.Ordinal);
        Assert.Contains("One hidden layer on single spectra, 200 steps", report, StringComparison.Ordinal);
        Assert.Contains("- Copies: ", report, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_agree_with_the_ground_truth_where_images_are_copies_of_it()
    {
        _ = Run("--labels", _folder["classes.npy"]);
        var (guessed, truth) = (NpyFile.Read(_folder["report/labels.npy"]).ToBytes(), NpyFile.Read(_folder["classes.npy"]).ToBytes());
        var pairs = Enumerable.Range(0, guessed.Length).Select(i => (Guess: guessed[i], Truth: truth[
            (((5 * (i / (Side * Side))) + (i / Side % Side)) * 48) + (4 * (i / (Side * Side))) + (i % Side)]))
            .Where(p => p is { Guess: > 0, Truth: > 0 }).ToList();
        Assert.NotEmpty(pairs);
        Assert.InRange(pairs.Count(p => p.Guess == p.Truth) / (double)pairs.Count, 0.9, 1);
    }

    [Fact]
    public void Without_ground_truth_the_report_says_so_and_has_the_rest()
    {
        var run = Run();
        Assert.Equal(["report/report.json", "report/report.md"], _folder.Files.Where(f => f.StartsWith("report", StringComparison.Ordinal)));
        Assert.Contains("No ground truth", run.Output, StringComparison.Ordinal);
        Assert.Contains("## Memorisation", File.ReadAllText(_folder["report/report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_command_writes_the_same_bytes()
    {
        var files = (string[])["report/labels.npy", "report/report.json", "report/report.md"];
        byte[][] Read() => [.. files.Select(f => File.ReadAllBytes(_folder[f]))];
        _ = Run("--labels", _folder["classes.npy"], "--threads", "1");
        var first = Read();
        _ = Run("--labels", _folder["classes.npy"], "--threads", "2");
        Assert.Equal(first, Read());
    }

    [Fact]
    public void Facts_beside_the_images_say_what_their_generator_saw()
    {
        var pin = new SceneLoader([]) { Labels = _folder["classes.npy"], HoldOut = Side }.Pin(_folder["land.hdr"]);
        Facts(pin.Sha256, "16");
        Assert.Contains("never saw the held-out tiles", Run("--labels", _folder["classes.npy"]).Output, StringComparison.Ordinal);
        Facts(pin.Sha256, "8");
        Assert.Contains("another scene", Run("--labels", _folder["classes.npy"]).Output, StringComparison.Ordinal);
        Facts(new SceneLoader([]) { Labels = _folder["classes.npy"] }.Pin(_folder["land.hdr"]).Sha256, "null");
        Assert.Contains("trained on the whole scene", Run("--labels", _folder["classes.npy"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]"), InlineData("{}"), InlineData("not JSON"), InlineData("null")]
    public void Another_programs_file_beside_the_images_says_nothing(string text)
    {
        _folder.Write("cubes.json", text);
        Assert.Contains("Nothing beside the images says", Run().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("size", "'48 x 64': labels must be 64 x 48")]
    [InlineData("fraction", "element (1, 2): '1.5': must be a whole number from 0 to 255")]
    [InlineData("empty", "every value is 0")]
    [InlineData("lone", "'1': at least two classes must have labelled pixels outside the held-out tiles")]
    [InlineData("variable", "'gt': no such variable")]
    [InlineData("missing", "no such file")]
    public void Labels_that_do_not_fit_are_refused_with_file_place_value_and_rule(string fault, string message)
    {
        var values = new float[64 * 48];
        if (fault is "fraction") values[50] = 1.5f;
        if (fault is "lone") Array.Fill(values, 3);
        int[] shape = fault is "size" ? [48, 64] : [64, 48];
        if (fault is not "missing") NpyFile.Write(_folder["bad.npy"], values, shape);
        var e = Refused("--labels", _folder["bad.npy"] + (fault is "variable" ? ":gt" : ""));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--confidence", "1.1", "0 .. 1")]
    [InlineData("--confidence", "NaN", "0 .. 1")]
    [InlineData("--seeds", "2", "3 .. 100")]
    [InlineData("--steps", "0", "1 .. 1000000")]
    [InlineData("--measure", "0", "1 .. 100000")]
    [InlineData("--threads", "0", "1 .. 1024")]
    public void Numbers_out_of_range_are_refused(string option, string value, string rule)
    {
        var e = Refused(option, value);
        Assert.Equal((option, value), (e.File, e.Value));
        Assert.Contains(rule, e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_for_a_scene_that_has_its_own_are_refused()
    {
        var run = CommandRun.Of(ScenesCommand.Create(), "check", "synthetic", "--labels", _folder["classes.npy"]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("synthetic has its own ground truth", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_counts_the_classes_of_labels_and_takes_them_for_one_cube_only()
    {
        var run = CommandRun.Of(ScenesCommand.Create(), "check", _folder["land.hdr"], "--labels", _folder["classes.npy"]);
        Assert.Contains("3 classes, ", run.Output, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => CommandRun.Of(
            ScenesCommand.Create(), "check", _folder["land.hdr"], _folder["land.hdr"], "--labels", _folder["classes.npy"]));
    }

    private void Facts(string sha256, string heldOutCrop) => _folder.Write("cubes.json", string.Create(CultureInfo.InvariantCulture, $$"""
        {"scene": "land.hdr", "provenance": "own", "scene_sha256": "{{sha256}}", "method": "hud", "trial": "0123456789abcdef", "seed": 1,
         "sampler": "dpm", "steps": 25, "count": 8, "scale": {{_land.Data.Max()}}, "wavelengths": [], "wavelengths_approximate": false,
         "held_out_crop": {{heldOutCrop}}}
        """));

    private CommandRun Run(params string[] args)
    {
        var run = CommandRun.Of(AugmentCommand.Create(),
            [_folder["cubes.npy"], "--scene", _folder["land.hdr"], "--seeds", "3", "--steps", "200", "--out", _folder["report"], .. args]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        return run;
    }

    private InputException Refused(params string[] args)
    {
        var all = args.Contains("--seeds") ? args : ["--seeds", "3", .. args];
        var e = Assert.Throws<InputException>(() => CommandRun.Of(AugmentCommand.Create(),
            [_folder["cubes.npy"], "--scene", _folder["land.hdr"], "--out", _folder["report"], .. all]));
        Assert.False(Directory.Exists(_folder["report"]));
        return e;
    }
}
