using System.Collections.Immutable;
using Hud.Engine.Trials;

namespace Hud.Engine.Tests.Trials;

/// <summary>However a trial is interrupted, it ends with the bits of an undisturbed one.</summary>
public sealed class TrialResumeTests
{
    private static readonly Lazy<ImmutableArray<string>> Undisturbed = new(() =>
    {
        using var trial = new SmallTrial();
        trial.Run();
        return trial.Bits();
    });

    /// <summary>Moments: before training, in it (between and at checkpoints), in the first and second chunk of samples,
    /// between two metrics, before drawing.</summary>
    public static TheoryData<Phase, long> Moments => new()
    {
        { Phase.Prepare, 0 }, { Phase.Train, 0 }, { Phase.Train, 1 }, { Phase.Train, 5 }, { Phase.Train, 8 }, { Phase.Train, 12 },
        { Phase.Sample, 0 }, { Phase.Sample, 5 }, { Phase.Sample, 16 }, { Phase.Sample, 17 }, { Phase.Evaluate, 1 }, { Phase.Draw, 0 },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void Trial_stopped_on_request_and_run_again_ends_with_the_same_bits(Phase phase, long step)
    {
        using var trial = new SmallTrial();
        trial.Heard.At = (p, s) =>
        {
            if ((p, s) == (phase, step)) trial.Heard.Stop.RequestStop();
        };
        var stopped = trial.Run();
        // Once the last phase has begun there is nothing left to stop for.
        Assert.Equal(phase is Phase.Draw, stopped is not null);
        trial.LiveOn();
        Assert.NotNull(trial.Run(stop: new()));
        Assert.Equal(Undisturbed.Value, trial.Bits());
    }

    [Theory]
    [InlineData(Phase.Prepare, 0)]
    [InlineData(Phase.Train, 8)]
    [InlineData(Phase.Train, 12)]
    [InlineData(Phase.Sample, 17)]
    [InlineData(Phase.Evaluate, 1)]
    [InlineData(Phase.Draw, 1)]
    public void Trial_torn_out_by_an_exception_and_run_again_ends_with_the_same_bits(Phase phase, long step)
    {
        using var trial = new SmallTrial();
        trial.DieAt(phase, step);
        Assert.Throws<IOException>(() => trial.Run());
        trial.LiveOn();
        Assert.NotNull(trial.Run());
        Assert.Equal(Undisturbed.Value, trial.Bits());
    }

    [Fact]
    public void Trial_torn_out_again_and_again_still_ends_with_the_same_bits()
    {
        using var trial = new SmallTrial();
        var (deaths, calls) = (0, 0);
        // Every attempt gets seven calls further than the one before.
        trial.Heard.At = (_, _) =>
        {
            if (++calls > 7 * (deaths + 1)) throw new IOException("killed");
        };
        while (true)
        {
            calls = 0;
            try
            {
                Assert.NotNull(trial.Run());
                break;
            }
            catch (IOException)
            {
                deaths++;
            }
        }

        Assert.InRange(deaths, 2, 20);
        Assert.Equal(Undisturbed.Value, trial.Bits());
    }

    [Fact]
    public void Trial_on_two_threads_ends_with_the_same_bits_too()
    {
        var spec = SmallTrial.Spec with { Threads = 2 };
        using var straight = new SmallTrial();
        straight.Run(spec: spec);
        using var trial = new SmallTrial();
        trial.DieAt(Phase.Train, 8);
        Assert.Throws<IOException>(() => trial.Run(spec: spec));
        trial.DieAt(Phase.Sample, 17);
        Assert.Throws<IOException>(() => trial.Run(spec: spec));
        trial.LiveOn();
        Assert.NotNull(trial.Run(spec: spec));
        Assert.Equal(straight.Bits(), trial.Bits());
    }

    [Theory]
    [InlineData("checkpoint.safetensors", Phase.Train)]
    [InlineData("samples.npy", Phase.Sample)]
    [InlineData("metrics.json", Phase.Evaluate)]
    [InlineData("spectra.png", Phase.Draw)]
    public void Damaged_artifact_of_a_finished_trial_is_made_again_and_what_follows_it_kept(string file, Phase phase)
    {
        using var trial = new SmallTrial();
        trial.Run();
        Flip(trial.Folder.Of(file));
        trial.Heard.Steps.Clear();
        Assert.NotNull(trial.Run());
        Assert.Equal(Undisturbed.Value, trial.Bits());
        Assert.Contains(trial.Heard.Warnings, w => w.Contains(file, StringComparison.Ordinal));
        Assert.Equal(phase, trial.Heard.Steps.Select(s => s.Phase).Where(p => p is not Phase.Prepare).Distinct().Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damaged_latest_checkpoint_is_noticed_and_the_one_before_is_used(bool truncate)
    {
        using var trial = new SmallTrial();
        trial.DieAt(Phase.Train, 11);
        Assert.Throws<IOException>(() => trial.Run());
        var latest = Directory.GetFiles(trial.Folder.Checkpoints, "*.safetensors").Order(StringComparer.Ordinal).Last();
        if (truncate) File.WriteAllBytes(latest, File.ReadAllBytes(latest)[..^100]);
        else Flip(latest);

        trial.LiveOn();
        trial.Heard.Steps.Clear();
        Assert.NotNull(trial.Run());
        Assert.Contains(trial.Heard.Warnings, w => w.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal((Phase.Train, 5), trial.Heard.Steps.First(s => s.Phase is Phase.Train));
        Assert.Equal(Undisturbed.Value, trial.Bits());
    }

    [Fact]
    public void Finished_chunk_of_samples_is_kept_and_a_damaged_one_is_drawn_again()
    {
        using var trial = new SmallTrial();
        trial.DieAt(Phase.Sample, 17);
        Assert.Throws<IOException>(() => trial.Run());
        var part = Path.Combine(trial.Folder.Parts, "part-0000.npy");
        var written = File.GetLastWriteTimeUtc(part);
        Assert.Throws<IOException>(() => trial.Run());
        Assert.Equal(written, File.GetLastWriteTimeUtc(part));

        Flip(part);
        trial.LiveOn();
        Assert.NotNull(trial.Run());
        Assert.Equal(Undisturbed.Value, trial.Bits());
    }

    [Fact]
    public void Damaged_manifest_costs_the_record_but_not_the_result()
    {
        using var trial = new SmallTrial();
        trial.Run();
        File.WriteAllText(trial.Folder.Manifest, "{ torn");
        Assert.NotNull(trial.Run());
        Assert.Contains(trial.Heard.Warnings, w => w.Contains("manifest.json", StringComparison.Ordinal));
        Assert.Equal(Undisturbed.Value, trial.Bits());
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
