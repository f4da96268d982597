using System.Collections.Immutable;
using CsCheck;
using Hud.Actors.Artifacts;
using Hud.Actors.Coordinator;
using Hud.Engine.Trials;
using Hud.Experiments.Results;
using Hud.Seed.Artifacts;

namespace Hud.Cluster.Tests.Artifacts;

public sealed class RetentionTests
{
    private static IEnumerable<StoredFile> Checkpoint(int attempt, int step) =>
    [
        new(attempt, $"checkpoints/step-{step:D8}.safetensors", 1, "x"), new(attempt, $"checkpoints/step-{step:D8}.json", 1, "x"),
    ];

    private static TrialView View(TrialStatus status, int attempt, TrialResult? result = null) =>
        new(StoreServer.Trial, status, attempt, result, null, null);

    private static TrialView Recorded(int attempt, params (string Name, string Sha256)[] artifacts) => View(
        TrialStatus.Recorded, attempt, new TrialResult(
            [], artifacts.ToImmutableSortedDictionary(a => a.Name, a => a.Sha256),
            ImmutableSortedDictionary<string, double>.Empty, ImmutableSortedDictionary<string, string>.Empty));

    private static IEnumerable<string> Names(IEnumerable<StoredFile> files) => files.Select(f => $"{f.Attempt}:{f.Name}");

    [Fact]
    public void Running_trial_keeps_its_last_two_checkpoints()
    {
        ImmutableArray<StoredFile> files = [.. Checkpoint(1, 50), .. Checkpoint(1, 100), .. Checkpoint(1, 150), new(1, "log.jsonl", 1, "x")];
        Assert.Equal(
            ["1:checkpoints/step-00000050.safetensors", "1:checkpoints/step-00000050.json"],
            Names(Retention.Superfluous(files, View(TrialStatus.Running, 1))));
    }

    [Fact]
    public void Attempt_that_has_only_begun_does_not_cost_the_one_it_goes_on_from()
    {
        ImmutableArray<StoredFile> files = [.. Checkpoint(1, 50), .. Checkpoint(2, 150), .. Checkpoint(3, 100), new(4, "log.jsonl", 1, "x")];
        Assert.All(Retention.Superfluous(files, View(TrialStatus.Running, 4)), f => Assert.Equal(1, f.Attempt));
    }

    [Fact]
    public void Finished_trial_keeps_its_result_alone_once_it_is_all_here()
    {
        ImmutableArray<StoredFile> files =
            [.. Checkpoint(1, 50), .. Checkpoint(2, 100), new(2, "samples/part-0000.npy", 1, "x"), new(2, "samples.npy", 1, "s"), new(2, "manifest.json", 1, "m")];
        Assert.Empty(Retention.Superfluous(files, Recorded(2, ("samples.npy", "s"), ("metrics.json", "not here yet"))));
        Assert.Empty(Retention.Superfluous(files, Recorded(2, ("samples.npy", "another"))));
        Assert.Equal(
            ["2:samples.npy", "2:manifest.json"],
            Names(files.Except(Retention.Superfluous(files, Recorded(2, ("samples.npy", "s"))))));
    }

    [Fact]
    public void Trial_that_nobody_knows_keeps_everything() =>
        Assert.Empty(Retention.Superfluous([.. Checkpoint(1, 50), .. Checkpoint(1, 60), .. Checkpoint(1, 70)], null));

    [Fact]
    public void What_an_attempt_would_go_on_from_is_never_collected()
    {
        var attempts = Gen.Select(Gen.Int[1, 6], Gen.Int[0, 9], Gen.Bool, (attempt, step, trained) =>
            Checkpoint(attempt, step).Concat(trained
                ? [new(attempt, ResumePoint.ModelFile, 1, "x"), new(attempt, ResumePoint.ManifestFile, 1, "x")]
                : Array.Empty<StoredFile>()));
        Gen.Select(attempts.Array[0, 20], Gen.Int[0, 7], Gen.Bool).Sample(
            (sets, latest, runs) =>
            {
                var status = runs ? TrialStatus.Running : TrialStatus.Failed;
                ImmutableArray<StoredFile> files = [.. sets.SelectMany(s => s).Distinct()];
                ImmutableArray<StoredFile> left = [.. files.Except(Retention.Superfluous(files, View(status, latest)))];
                Assert.Equal(Best(files), Best(left));
            });

        static ResumePoint Best(ImmutableArray<StoredFile> files) =>
            files.GroupBy(f => f.Attempt).Select(a => ResumePoint.Of(a.Select(f => f.Name))).DefaultIfEmpty().Max();
    }

    [Fact]
    public void Names_are_those_of_the_engine()
    {
        var folder = new TrialFolder("/trial");
        Assert.Equal(TrialFolder.ModelFile, ResumePoint.ModelFile);
        Assert.Equal(TrialFolder.ManifestFile, ResumePoint.ManifestFile);
        Assert.Equal(ResumePoint.CheckpointsFolder, folder.RelativeName(folder.Checkpoints) + "/");
        Assert.Equal(ResumePoint.PartsFolder, folder.RelativeName(folder.Parts) + "/");
    }
}
