using System.CommandLine;
using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Cli.Tests;

public sealed class UnmixCommandTests : IDisposable
{
    private const string Land = "synthetic:rows=24,cols=20,bands=12,endmembers=3";

    private readonly string _folder = Directory.CreateTempSubdirectory("hud-unmix-").FullName;

    private string Out => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Scene_becomes_endmembers_abundances_report_and_pictures()
    {
        var (_, people) = Run("unmix", Land, "--branch", "affine", "--seed", "4", "--out", Out);

        var A = NpyFile.Read(Path.Combine(Out, "endmembers.npy"));
        var X = NpyFile.Read(Path.Combine(Out, "abundances.npy"));
        Assert.Equal([12, 3], A.Shape);
        Assert.Equal([24, 20, 3], X.Shape);
        Assert.All(X.ToSingles().Chunk(3), x => Assert.Equal(1, x.Sum(), 1e-5f));

        var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "unmix.json"))).RootElement;
        Assert.Equal(Land, report.GetProperty("scene").GetString());
        Assert.Equal("synthetic", report.GetProperty("provenance").GetString());
        Assert.False(report.GetProperty("derived").GetBoolean());
        Assert.Equal(3, report.GetProperty("indices").GetArrayLength());
        Assert.Equal(35, report.GetProperty("snr_db").GetDouble(), 1.0);
        Assert.Equal("affine", report.GetProperty("branch").GetString());
        Assert.Equal(4, report.GetProperty("seed").GetInt64());
        Assert.InRange(report.GetProperty("rmse").GetDouble(), 0, 0.03);
        Assert.True(report.GetProperty("seconds").GetDouble() > 0);

        foreach (var picture in (string[])["endmembers.png", "endmembers.svg", "abundances.png", "abundances.svg"])
            Assert.True(new FileInfo(Path.Combine(Out, picture)).Length > 1000);
        Assert.Equal(7, Directory.GetFiles(Out).Length);
        Assert.Contains("3 endmembers by vca, affine branch", people, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_files_reproduce_the_reported_error_and_the_chosen_pixels()
    {
        Run("unmix", Land, "--extractor", "spa", "--out", Out);
        var cube = new SceneLoader([]).Load(Land).Cube;
        var A = NpyFile.Read(Path.Combine(Out, "endmembers.npy")).ToDoubles();
        var X = NpyFile.Read(Path.Combine(Out, "abundances.npy")).ToDoubles();
        var squares = 0.0;
        for (var i = 0; i < cube.Pixels; i++)
        {
            for (var band = 0; band < 12; band++)
                squares += Math.Pow(cube.Pixel(i)[band] - Enumerable.Range(0, 3).Sum(j => A[(band * 3) + j] * X[(i * 3) + j]), 2);
        }

        var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "unmix.json"))).RootElement;
        Assert.Equal(report.GetProperty("rmse").GetDouble(), Math.Sqrt(squares / cube.Data.Length), 1e-6);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("branch").ValueKind);
        foreach (var (k, index) in report.GetProperty("indices").EnumerateArray().Index())
        {
            for (var band = 0; band < 12; band++) Assert.Equal(cube.Pixel(index.GetInt32())[band], A[(band * 3) + k]);
            var position = report.GetProperty("positions")[k];
            Assert.Equal(index.GetInt32(), (position[0].GetInt32() * 20) + position[1].GetInt32());
        }
    }

    [Fact]
    public void Json_is_the_only_thing_on_standard_output_and_equals_the_file()
    {
        var (output, people) = Run("unmix", Land, "--json", "--out", Out);
        Assert.Equal(File.ReadAllText(Path.Combine(Out, "unmix.json")).Trim(), output.Trim());
        Assert.Contains("wrote", people, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("endmembers: '1': unmixing needs at least 2 endmembers", Land, "--endmembers", "1")]
    [InlineData("endmembers: '13': there can be at most as many endmembers as bands, 12 here", Land, "--endmembers", "13")]
    [InlineData("--branch: 'affine': only --extractor vca has branches", Land, "--extractor", "spa", "--branch", "affine")]
    [InlineData("'synthetc': neither a file nor one of", "synthetc")]
    public void Bad_input_is_named_with_its_rule_and_nothing_is_written(string message, params string[] args)
    {
        string[] line = ["unmix", .. args, "--out", Out];
        var error = Assert.Throws<InputException>(() => Run(line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        AssertRefused(line);
    }

    [Fact]
    public void Fewer_valid_pixels_than_endmembers_is_bad_input()
    {
        var path = Path.Combine(_folder, "dark.npy");
        var samples = new float[5 * 5 * 8];
        samples[3] = samples[11] = samples[100] = 1;
        NpyFile.Write(path, samples, 5, 5, 8);
        string[] line = ["unmix", path, "--endmembers", "4", "--out", Out];
        var error = Assert.Throws<InputException>(() => Run(line));
        Assert.Contains("'4': every endmember is a pixel of the scene, and it has 3 valid pixels", error.Message, StringComparison.Ordinal);
        AssertRefused(line);
    }

    [Fact]
    public void Cube_without_labels_needs_to_be_told_the_number_of_endmembers()
    {
        var path = Path.Combine(_folder, "field.npy");
        NpyFile.Write(path, Enumerable.Range(1, 5 * 5 * 8).Select(v => (float)v).ToArray(), 5, 5, 8);
        string[] line = ["unmix", path, "--out", Out];
        var error = Assert.Throws<InputException>(() => Run(line));
        Assert.Contains("the default is the number of classes", error.Message, StringComparison.Ordinal);
        AssertRefused(line);
    }

    [Theory, InlineData("file"), InlineData("file/below")]
    public void Output_folder_that_cannot_be_made_is_bad_input(string folder)
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "in the way");
        var path = Path.Combine(_folder, folder);
        string[] line = ["unmix", Land, "--out", path];
        var error = Assert.Throws<InputException>(() => Run(line));
        Assert.Equal(("--out", path), (error.File, error.Value));
        Assert.Equal(ExitCode.BadInput, CommandLine.Invoke(Root(), line));
        Assert.Equal("in the way", File.ReadAllText(Path.Combine(_folder, "file")));
    }

    [Theory]
    [InlineData("--extractor", "nfindr"), InlineData("--branch", "7"), InlineData("--abundances", "x")]
    [InlineData("--endmembers", "many"), InlineData("--colour", "red")]
    public void Unknown_word_is_bad_input(string option, string value) => AssertRefused("unmix", Land, "--out", Out, option, value);

    private void AssertRefused(params string[] line)
    {
        Assert.Equal(ExitCode.BadInput, CommandLine.Invoke(Root(), line));
        Assert.False(Path.Exists(Out));
    }

    private static RootCommand Root() => new() { UnmixCommand.Create() };

    private static (string Output, string Error) Run(params string[] line)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Root().Parse(line).Invoke(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        Assert.Equal(ExitCode.Done, code);
        return (output.ToString(), error.ToString() + (line.Contains("--json") ? "" : output.ToString()));
    }
}
