using System.Text.Json;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Trials;

public sealed class TrialPipelineTests
{
    [Fact]
    public void Undisturbed_trial_leaves_every_file_of_the_contract_with_its_hash()
    {
        using var trial = new SmallTrial();
        var result = trial.Run()!;

        string[] files =
        [
            "checkpoint.safetensors", "samples.npy", "metrics.json", "log.jsonl", "pseudo-colour.png", "pseudo-colour.svg",
            "spectra.png", "spectra.svg", "loss.png", "loss.svg",
        ];
        Assert.Equal(files.Order(StringComparer.Ordinal), result.Artifacts.Keys);
        Assert.All(result.Artifacts, a => Assert.Equal(trial.Hash(a.Key), a.Value));
        Assert.Equal([.. files, "manifest.json"],
            Directory.EnumerateFileSystemEntries(trial.Folder.FullPath).Select(f => Path.GetFileName(f)!), Unordered.Instance);
        Assert.Equal(["draw", "evaluate", "prepare", "sample", "train"], result.Seconds.Keys);
        Assert.Contains("cpu", result.Environment.Keys);
        Assert.Equal("fp32", result.Environment["precision"]);
        Assert.Empty(trial.Heard.Warnings);

        using var manifest = JsonDocument.Parse(File.ReadAllText(trial.Folder.Manifest));
        Assert.True(manifest.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(TrialKey.Of(SmallTrial.Spec).Value, manifest.RootElement.GetProperty("key").GetString());
    }

    [Fact]
    public void Samples_are_cubes_of_the_scene_and_metrics_obey_their_invariants()
    {
        using var trial = new SmallTrial();
        var metrics = trial.Run()!.Metrics;

        var samples = NpyFile.Read(trial.Folder.Samples);
        Assert.Equal([18, 16, 16, 12], samples.Shape);
        var values = samples.ToSingles();
        Assert.All(values, v => Assert.InRange(v, -0.1f, 1.1f));

        Assert.Equal(["point_fidelity", "block_diversity", "ratio"], metrics.Select(m => m.Name));
        var (fidelity, diversity, ratio) = (metrics[0].Value, metrics[1].Value, metrics[2].Value);
        Assert.InRange(fidelity, 0.5, 1.000001);
        Assert.InRange(diversity, 0.1, fidelity);
        Assert.Equal(diversity / fidelity, ratio, 1e-12);
        Assert.All(metrics, m => Assert.InRange(m.Floor!.Value, 0.5, 1.000001));
    }

    [Fact]
    public void Second_run_of_a_finished_trial_computes_nothing_and_gives_the_same_result()
    {
        using var trial = new SmallTrial();
        var first = trial.Run()!;
        var bits = trial.Bits();
        trial.Heard.Steps.Clear();
        var second = trial.Run()!;

        Assert.Empty(trial.Heard.Steps);
        Assert.Equal(bits, trial.Bits());
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(second));
    }

    [Fact]
    public void Two_folders_with_one_spec_end_with_the_same_bits_and_another_seed_with_others()
    {
        using var one = new SmallTrial();
        using var two = new SmallTrial();
        using var other = new SmallTrial();
        one.Run();
        two.Run();
        other.Run(spec: SmallTrial.Spec with { Seed = 8 });
        Assert.Equal(one.Bits(), two.Bits());
        Assert.All(one.Bits().Zip(other.Bits()), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Folder_of_another_trial_is_refused_and_left_alone()
    {
        using var trial = new SmallTrial();
        trial.Run();
        var bits = trial.Bits();
        var fault = Assert.Throws<InputException>(() => trial.Run(spec: SmallTrial.Spec with { Seed = 9 }));
        Assert.Contains("another trial", fault.Message, StringComparison.Ordinal);
        Assert.Equal(bits, trial.Bits());
    }

    [Fact]
    public void Scene_that_changed_since_planning_is_refused_before_anything_is_written()
    {
        using var trial = new SmallTrial();
        var spec = SmallTrial.Spec with { Scene = SmallTrial.Spec.Scene with { Sha256 = new string('0', 64) } };
        var fault = Assert.Throws<InputException>(() => trial.Run(spec: spec));
        Assert.Contains("changed since the trial was planned", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(trial.Folder.FullPath));
    }

    [Fact]
    public void Impossible_settings_are_refused_before_anything_is_written()
    {
        (TrialSpec Spec, string Fault)[] cases =
        [
            (SmallTrial.Spec with { Method = "hut" }, "did you mean 'hud'?"),
            (SmallTrial.Spec with { Sampling = new(1, "euler", 3) }, "unknown sampler"),
            (SmallTrial.Spec with { Sampling = new(1, "ddpm", 2000) }, "1 .. 1000"),
            (SmallTrial.Spec with { Budget = SmallTrial.Spec.Budget with { Crop = 17 } }, "multiples of 2"),
            (SmallTrial.Spec with { Budget = SmallTrial.Spec.Budget with { Crop = 38 } }, "40 x 36"),
            (SmallTrial.Spec with { Options = SmallTrial.Spec.Options.SetItem("dropout", "2") }, "option dropout"),
        ];
        foreach (var (spec, message) in cases)
        {
            using var trial = new SmallTrial();
            var fault = Assert.Throws<InputException>(() => trial.Run(spec: spec));
            Assert.Contains(message, fault.Message, StringComparison.Ordinal);
            Assert.False(Directory.Exists(trial.Folder.FullPath), message);
        }
    }

    private sealed class Unordered : IEqualityComparer<IEnumerable<string>>
    {
        public static Unordered Instance { get; } = new();

        public bool Equals(IEnumerable<string>? x, IEnumerable<string>? y) => x!.ToHashSet().SetEquals(y!);

        public int GetHashCode(IEnumerable<string> names) => 0;
    }
}
