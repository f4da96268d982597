using Hud.Experiments.Plans;
using Hud.Experiments.Specs;

namespace Hud.Experiments.Tests.Specs;

public sealed class ExperimentFileTests
{
    private const string Full = """
        name: paper-tables
        scenes: [paviau, salinas]
        methods: [gan, hud]
        seeds: [7, 3]
        budget: { iterations: 50000, batch: 64, checkpoint_every: 500, crop: 16 }
        sampling: { count: 128, sampler: ddim, steps: 50 }
        metrics: [point_fidelity, ratio]
        block: 8
        threads: 2
        options:
          hud: { preset: small, augment: true }
        overrides:
          - { method: gan, budget: { iterations: 20000 } }
          - { method: hud, scene: salinas, options: { endmembers: 12 } }
        sweep:
          hud.learning_rate: [1e-4, 2e-4]
        targets: targets/hud.yaml
        priority: -7
        requires: { kind: cuda, labels: [big, lab.2], memory_gib: 16 }
        trial_timeout_minutes: 90
        """;

    [Fact]
    public void File_with_every_key_is_read_as_written()
    {
        var spec = ExperimentFile.Parse(Full, "x.yaml");

        Assert.Equal("paper-tables", spec.Name);
        Assert.Equal(["paviau", "salinas"], spec.Scenes.Select(s => s.Text));
        Assert.Equal(["gan", "hud"], spec.Methods.Select(s => s.Text));
        Assert.Equal([7L, 3L], spec.Seeds);
        Assert.Equal(["point_fidelity", "ratio"], spec.Metrics.Select(s => s.Text));
        Assert.Equal("targets/hud.yaml", spec.Targets?.Text);
        var terms = spec.Terms!;
        Assert.Equal((-7, TimeSpan.FromMinutes(90)), (terms.Priority, terms.TrialTimeout));
        Assert.Equal((DeviceKind.Cuda, 16L << 30), (terms.Requires!.Kind, terms.Requires.MemoryBytes));
        Assert.Equal(["big", "lab.2"], terms.Requires.Labels);
        Assert.Equal(
            [
                "budget.iterations=50000", "budget.batch=64", "budget.checkpoint_every=500", "budget.crop=16",
                "sampling.count=128", "sampling.sampler=ddim", "sampling.steps=50", "block=8", "threads=2",
                "hud.preset=small", "hud.augment=true",
            ],
            spec.Layers[0].Settings.Select(s => $"{s.Name}={s.Value.Text}"));
        Assert.Equal([0, 1, 2], spec.Layers.Select(l => l.Specificity));
        Assert.Equal("hud.endmembers", spec.Layers[2].Settings.Single().Name);
        Assert.Equal(["1e-4", "2e-4"], spec.Sweep.Single().Values.Select(v => v.Text));
    }

    [Fact]
    public void Words_know_their_line_and_column()
    {
        var word = ExperimentFile.Parse(Full, "x.yaml").Scenes[1];
        Assert.Equal("line 2, column 18", word.Place);
    }

    [Fact]
    public void File_with_name_and_scenes_alone_gets_documented_defaults()
    {
        var spec = ExperimentFile.Parse("name: a\nscenes: [paviau]", "x.yaml");

        Assert.Equal(["hud"], spec.Methods.Select(m => m.Text));
        Assert.Equal([1L, 2L, 3L], spec.Seeds);
        Assert.Equal(["point_fidelity", "block_diversity", "ratio"], spec.Metrics.Select(m => m.Text));
        Assert.Empty(spec.Layers.Single().Settings);
        Assert.Empty(spec.Sweep);
        Assert.Null(spec.Targets);
    }

    [Fact]
    public void Seed_count_means_one_to_count() =>
        Assert.Equal([1L, 2L, 3L, 4L], ExperimentFile.Parse("name: a\nscenes: [b]\nseeds: 4", "x").Seeds);

    [Fact]
    public void Comments_quotes_and_unix_or_windows_line_ends_are_read_alike()
    {
        var spec = ExperimentFile.Parse("# head\r\nname: 'a' # tail\r\nscenes:\r\n  - \"my cube.mat\"\r\n", "x");
        Assert.Equal("a", spec.Name);
        Assert.Equal("my cube.mat", spec.Scenes.Single().Text);
        Assert.Equal("line 4, column 5", spec.Scenes.Single().Place);
    }
}
