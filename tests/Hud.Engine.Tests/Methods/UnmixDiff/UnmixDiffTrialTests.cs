using Hud.Engine.Methods;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

/// <summary>Whole trials of UD and UBF.</summary>
public sealed class UnmixDiffTrialTests
{
    [Theory]
    [InlineData("unmixdiff", 1)]
    [InlineData("unmixdiff", 2)]
    [InlineData("ubf", 1)]
    public void Killed_and_resumed_in_both_stages_a_trial_has_the_same_bits(string method, int threads)
    {
        var spec = Spec(method) with { Threads = threads };
        using var straight = new SmallTrial();
        Assert.NotNull(straight.Run(spec: spec));
        using var trial = new SmallTrial();
        foreach (var (phase, step) in ((Phase, long)[])[(Phase.Train, 3), (Phase.Train, 8), (Phase.Train, 11), (Phase.Sample, 17)])
        {
            trial.DieAt(phase, step);
            Assert.Throws<IOException>(() => trial.Run(spec: spec));
        }

        trial.LiveOn();
        Assert.NotNull(trial.Run(spec: spec));
        Assert.Equal(straight.Bits(), trial.Bits());
    }

    [Fact]
    public void Model_file_alone_draws_the_samples_of_its_trial_whatever_the_chunk()
    {
        using var trial = new SmallTrial();
        trial.Run(spec: Spec("unmixdiff"));
        using var sampler = GeneratedSampler.Load(trial.Folder.Model, 1);
        var stored = NpyFile.Read(trial.Folder.Samples).ToSingles();
        Assert.Equal(stored, sampler.Generate(18).SelectMany(c => c.Data));
        var alone = sampler.Generate(1).Single().Data;
        Assert.All(alone.Zip(stored), p => Assert.Equal(p.First, p.Second, 1e-4f));
        Assert.Throws<InputException>(() => sampler.Generate(1, sampling: new(1, "ddim", 3)).ToList());
        Assert.Throws<InputException>(() => sampler.Generate(1, rows: 18).ToList());
    }

    [Theory]
    [InlineData("ddim", 3, 16, 12, "clamp")]
    [InlineData("ddpm", 2001, 16, 12, "1 .. 2000")]
    [InlineData("ddpm", 3, 18, 12, "multiples of 4")]
    [InlineData("ddpm", 3, 16, 1, "at least 2")]
    public void What_cannot_run_is_refused_while_it_is_planned(string sampler, int steps, int crop, int iterations, string rule)
    {
        var spec = Spec("ubf");
        var fault = Assert.Throws<InputException>(() => MethodRegistry.Get("ubf").Check(spec with
        {
            Budget = spec.Budget with { Crop = crop, Iterations = iterations },
            Sampling = new(1, sampler, steps),
        }));
        Assert.Contains(rule, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paper", "0.2")]
    [InlineData("small", "0")]
    [InlineData("tiny", "0")]
    public void Dropout_left_open_is_the_presets(string preset, string dropout)
    {
        var spec = Spec("unmixdiff");
        var open = spec.Options.SetItem("preset", preset).SetItem("dropout", "auto");
        Assert.Equal(dropout, MethodRegistry.Get("unmixdiff").Resolve(spec.Scene, open)["dropout"]);
    }

    [Fact]
    public void More_endmembers_than_bands_are_refused() => Assert.Contains(
        "2 .. 12", Assert.Throws<InputException>(() => Spec("unmixdiff", ("endmembers", "13"))).Message, StringComparison.Ordinal);

    /// <summary>Six steps for each stage.</summary>
    private static TrialSpec Spec(string method, params (string, string)[] options) =>
        SmallTrial.SpecOf(method, 16, "ddpm", [("autoencoder_share", "0.5"), .. options]);
}
