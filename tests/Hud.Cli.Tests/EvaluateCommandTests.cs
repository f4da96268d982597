using System.CommandLine;
using System.Text.Json;
using Hud.Cli.Commands;
using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Tests.Shared;

namespace Hud.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EvaluateCommandTests()
    {
        Save("real.npy", 24, 10, 7);
        Save("generated.npy", 3, 8, 8, 7);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_is_one_document_with_the_promised_names_and_nothing_else()
    {
        var (output, _) = Run("--real", _folder["real.npy"], "--generated", _folder["generated.npy"], "--block", "4", "--json");
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        Assert.Equal((192, 12, 4), (Int("pixels"), Int("blocks"), Int("block")));
        var (fidelity, diversity) = (Real(root, "point_fidelity"), Real(root, "block_diversity"));
        Assert.InRange(fidelity, 0.5, 1);
        Assert.InRange(diversity, 0.3, fidelity);
        Assert.Equal(diversity / fidelity, Real(root, "ratio"), 1e-12);
        var floors = root.GetProperty("floors");
        Assert.Equal(Real(floors, "block_diversity") / Real(floors, "point_fidelity"), Real(floors, "ratio"), 1e-12);

        int Int(string name) => root.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Crop_of_the_scene_in_another_unit_scores_one()
    {
        var real = CubeFiles.Read(_folder["real.npy"])[0];
        var crop = real.Crop(5, 1, 8, 8);
        NpyFile.Write(_folder["crop.npy"], [.. crop.Data.Select(v => v * 250)], 8, 8, 7);
        var (output, _) = Run("--real", _folder["real.npy"], "--generated", _folder["crop.npy"], "--json");
        using var document = JsonDocument.Parse(output);
        Assert.InRange(Real(document.RootElement, "point_fidelity"), 1 - 1e-6, 1);
        Assert.InRange(Real(document.RootElement, "block_diversity"), 1 - 1e-6, 1);
        Assert.Equal(8, document.RootElement.GetProperty("block").GetInt32());
    }

    [Fact]
    public void Further_metrics_come_with_floor_error_and_remark_under_their_names()
    {
        var metrics = Metrics("--metrics", "memorisation_ratio, sam_median");
        Assert.Equal(["sam_median", "memorisation_ratio"], metrics.EnumerateObject().Select(m => m.Name));
        var angle = metrics.GetProperty("sam_median");
        Assert.Equal(["value", "floor", "error", "remark"], angle.EnumerateObject().Select(m => m.Name));
        Assert.InRange(Real(angle, "value"), 1, 60);
        Assert.InRange(Real(angle, "floor"), 1, 60);
        Assert.Empty(Metrics().EnumerateObject());
        Assert.Empty(Metrics("--metrics", "ratio").EnumerateObject());
    }

    [Fact]
    public void All_metrics_are_those_that_the_scene_allows_and_the_others_are_named_with_their_reason()
    {
        Save("small.npy", 17, 12, 7);
        Save("nine.npy", 2, 9, 9, 7);
        var (output, error) = Run("--real", _folder["small.npy"], "--generated", _folder["nine.npy"], "--metrics", "all", "--json");
        using var document = JsonDocument.Parse(output);
        var (measured, left) = (document.RootElement.GetProperty("metrics"), document.RootElement.GetProperty("left_out"));
        Assert.Contains("at least 18 x 9", left.GetProperty("memorisation_ratio").GetString(), StringComparison.Ordinal);
        Assert.Contains("memorisation_ratio left out: ", error, StringComparison.Ordinal);
        Assert.True(Real(measured.GetProperty("band_wasserstein"), "value") >= 0);
        Assert.Equal(EvaluateMetrics.Further.Order(),
            measured.EnumerateObject().Concat(left.EnumerateObject()).Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData("memorisation_ratio", "at least 18 x 9")]
    [InlineData("sam_median,sam_mean", "point_fidelity, block_diversity, ratio, ")]
    public void Metric_that_cannot_be_had_is_refused(string metrics, string rule)
    {
        Save("small.npy", 17, 12, 7);
        Save("nine.npy", 2, 9, 9, 7);
        var e = Refused("--real", _folder["small.npy"], "--generated", _folder["nine.npy"], "--metrics", metrics);
        Assert.Contains(rule, e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_shared_stays_in_the_folder_that_was_named_and_nowhere_else()
    {
        _ = Metrics("--metrics", "abundance_negativity", "--shared", _folder["shared"]);
        Assert.Contains(_folder.Files, f => f.EndsWith("endmembers.npy", StringComparison.Ordinal));
    }

    [Fact]
    public void People_read_values_floors_and_counts()
    {
        var (output, _) = Run("--real", _folder["real.npy"], "--generated", _folder["generated.npy"]);
        Assert.Contains("point_fidelity", output, StringComparison.Ordinal);
        Assert.Contains("192 pixels and 3 blocks of 8 x 8 in 3 images, against 24 x 10 pixels", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scene_too_small_to_hold_out_has_null_floors()
    {
        Save("small.npy", 9, 9, 7);
        var (output, _) = Run("--real", _folder["small.npy"], "--generated", _folder["generated.npy"], "--json");
        using var document = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("floors").ValueKind);
    }

    [Fact]
    public void Variable_of_a_mat_file_can_be_named()
    {
        var cubes = CubeFiles.Read(_folder["generated.npy"]);
        CubeFiles.Write(_folder["generated.mat"], cubes, CubeMetadata.None);
        var (output, _) = Run("--real", _folder["real.npy"], "--generated", _folder["generated.mat"] + ":cube", "--json");
        using var document = JsonDocument.Parse(output);
        Assert.Equal(3, document.RootElement.GetProperty("images").GetInt32());
    }

    [Fact]
    public void Other_band_count_is_refused_with_both_numbers()
    {
        Save("other.npy", 3, 8, 8, 6);
        var e = Refused("--real", _folder["real.npy"], "--generated", _folder["other.npy"]);
        Assert.Equal(("6", _folder["other.npy"]), (e.Value, e.File));
        Assert.Contains("7 bands", e.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9", "8 x 8")]
    [InlineData("0", "at least 1")]
    [InlineData("-3", "at least 1")]
    public void Block_that_does_not_fit_is_refused(string block, string rule)
    {
        var e = Refused("--real", _folder["real.npy"], "--generated", _folder["generated.npy"], "--block", block);
        Assert.Equal(("--block", block), (e.File, e.Value));
        Assert.Contains(rule, e.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Block_larger_than_the_scene_is_refused()
    {
        Save("large.npy", 1, 12, 12, 7);
        var e = Refused("--real", _folder["real.npy"], "--generated", _folder["large.npy"], "--block", "11");
        Assert.Contains("24 x 10", e.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Sample_that_is_no_number_is_refused_with_its_place(float sample)
    {
        var values = Values(3 * 8 * 8 * 7);
        values[(((((2 * 8) + 5) * 8) + 6) * 7) + 3] = sample;
        NpyFile.Write(_folder["bad.npy"], values, 3, 8, 8, 7);
        var e = Refused("--real", _folder["real.npy"], "--generated", _folder["bad.npy"]);
        Assert.Equal("image 2, row 5, column 6, band 4", e.Place);
    }

    [Fact]
    public void Missing_file_is_bad_input_for_the_whole_command()
    {
        var root = new RootCommand { EvaluateCommand.Create() };
        string[] args = ["evaluate", "--real", _folder["real.npy"], "--generated", _folder["nowhere.npy"]];
        Assert.Equal(ExitCode.BadInput, CommandLine.Invoke(root, args));
        Assert.Equal(ExitCode.BadInput, CommandLine.Invoke(root, ["evaluate", "--real", _folder["real.npy"]]));
        Assert.Equal(["generated.npy", "real.npy"], _folder.Files);
    }

    private JsonElement Metrics(params string[] args)
    {
        var (output, _) = Run(
            ["--real", _folder["real.npy"], "--generated", _folder["generated.npy"], "--block", "4", "--json", .. args]);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("metrics").Clone();
    }

    private static double Real(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static (string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { EvaluateCommand.Create() };
        var code = root.Parse(["evaluate", .. args]).Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        });
        Assert.Equal(ExitCode.Done, code);
        return (output.ToString(), error.ToString());
    }

    private InputException Refused(params string[] args)
    {
        var e = Assert.Throws<InputException>(() => Run(args));
        Assert.DoesNotContain(_folder.Files, f => f.EndsWith(".tmp", StringComparison.Ordinal));
        return e;
    }

    private void Save(string name, params int[] shape) =>
        NpyFile.Write(_folder[name], Values(shape.Aggregate(1, (a, b) => a * b)), shape);

    private static float[] Values(int count)
    {
        var stream = new Hud.Engine.Training.SeedTree(count).Stream();
        return [.. Enumerable.Range(0, count).Select(_ => (float)stream.NextDouble())];
    }
}
