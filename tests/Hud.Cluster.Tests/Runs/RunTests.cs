using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Engine.Native;
using Hud.Engine.Training;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Runs;

public sealed class RunTests
{
    [Fact]
    public void Second_run_recomputes_nothing_and_says_so_and_a_longer_file_reuses_what_is_there()
    {
        using var experiment = new Experiment();
        Assert.Equal(0, experiment.Run().ExitCode);
        var (bits, times) = (experiment.Bits(), Times(experiment));

        var (code, output, _) = experiment.Run();
        Assert.Equal(0, code);
        Assert.Contains("nothing to do: 1 of 1 trials recorded", output, StringComparison.Ordinal);
        Assert.Contains("F_p ↑: Point fidelity", output, StringComparison.Ordinal);
        Assert.Equal(bits, experiment.Bits());
        Assert.Equal(times, Times(experiment));

        experiment.Write(seeds: 2);
        (code, output, _) = experiment.Run();
        Assert.Equal(0, code);
        Assert.Contains("2 trials, 1 recorded", output, StringComparison.Ordinal);
        Assert.DoesNotContain("seed 1: starts", output, StringComparison.Ordinal);
        Assert.Equal(2, experiment.Trials.Length);
        Assert.Subset(Times(experiment).ToHashSet(), times.ToHashSet());
    }

    [Fact]
    public void Tables_rebuilt_offline_are_those_of_the_run_byte_for_byte()
    {
        using var experiment = new Experiment();
        Assert.Equal(0, experiment.Run().ExitCode);
        var again = Path.Combine(experiment.Out, "again");
        Assert.Equal(0, HudProcess.Run("tables", experiment.Out, "--out", again).ExitCode);
        string[] files = ["tables.csv", "tables.html", "tables.json", "tables.md", "tables.tex"];
        Assert.Equal(files, Directory.GetFiles(again).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(
            File.ReadAllBytes(Path.Combine(experiment.Out, f)), File.ReadAllBytes(Path.Combine(again, f))));
    }

    [Fact]
    public void Second_hud_on_the_same_folder_is_refused_and_disturbs_nothing()
    {
        using var experiment = new Experiment();
        using var first = experiment.Start();
        first.WaitFor("1 trials, 0 recorded");
        var (code, _, errors) = experiment.Run();
        Assert.Equal(2, code);
        Assert.Contains("another hud works in this folder", errors, StringComparison.Ordinal);
        Assert.Equal(0, first.WaitForExit());
    }

    [Fact]
    public void Diverged_trial_fails_with_step_and_seed_and_is_not_tried_again()
    {
        using var experiment = new Experiment();
        using (var hud = experiment.Start())
        {
            hud.WaitFor("train 0/");
            hud.Signal("INT");
            Assert.Equal(130, hud.WaitForExit());
        }

        TorchRuntime.Ensure(1);
        var step = Poison(new CheckpointStore(Path.Combine(Assert.Single(experiment.Trials), "checkpoints")));
        var (code, output, _) = experiment.Run("--json");
        Assert.Equal(1, code);
        var trial = JsonDocument.Parse(output).RootElement.GetProperty("trials")[0];
        Assert.Equal(("failed", 2), (trial.GetProperty("status").GetString(), trial.GetProperty("attempt").GetInt32()));
        var failure = trial.GetProperty("failure");
        Assert.Equal("diverged", failure.GetProperty("kind").GetString());
        Assert.Equal((1L, step), (failure.GetProperty("seed").GetInt64(), failure.GetProperty("step").GetInt64()));
        Assert.Equal(1, experiment.Run().ExitCode);
    }

    [Fact]
    public void Json_is_one_document_and_text_goes_to_standard_error()
    {
        using var experiment = new Experiment();
        var (code, output, errors) = experiment.Run("--json");
        Assert.Equal(0, code);
        var document = JsonDocument.Parse(output).RootElement;
        Assert.Equal(0, document.GetProperty("exit_code").GetInt32());
        Assert.Equal(3, document.GetProperty("trials")[0].GetProperty("metrics").GetArrayLength());
        Assert.All(document.GetProperty("files").EnumerateArray(), f => Assert.True(File.Exists(f.GetString())));
        // Three of the trial, and figures 3 and 4.
        Assert.Equal(5, Directory.GetFiles(Path.Combine(experiment.Out, "figures"), "*.png").Length);
        Assert.Contains("1 of 1 trials done", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/hud-run")]
    [InlineData("/dev/null/run")]
    public void Folder_that_cannot_be_written_is_bad_input(string folder)
    {
        using var experiment = new Experiment();
        var (code, _, errors) = HudProcess.Run("run", experiment.File, "--out", folder);
        Assert.Equal(2, code);
        Assert.Contains($"hud: --out: '{folder}': the folder", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_insists_on_a_run_to_continue()
    {
        using var experiment = new Experiment();
        var (code, _, errors) = experiment.Run("--resume");
        Assert.Equal(2, code);
        Assert.Contains("the folder holds no run to continue", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(experiment.Out));
    }

    /// <summary>Makes the last checkpoint's weights NaN; the next step's loss will be.</summary>
    private static long Poison(CheckpointStore store)
    {
        using var checkpoint = store.LoadLatest()!;
        checkpoint.State["network.conv_in.weight"].fill_(float.NaN);
        store.Save(checkpoint.Step, checkpoint.State, checkpoint.Metadata);
        return checkpoint.Step;
    }

    private static List<string> Times(Experiment experiment) =>
    [
        .. experiment.Trials.SelectMany(Directory.EnumerateFiles).Where(f => Path.GetFileName(f)[0] != '.')
            .Select(f => $"{f} {File.GetLastWriteTimeUtc(f):O}"),
    ];
}
