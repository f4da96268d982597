using System.Collections.Immutable;
using System.Text.Json;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Engine.Trials;
using Hud.Experiments.Plans;
using Hud.Node.Artifacts;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>What a node keeps of trials that are over.</summary>
public sealed class TrialSweepTests : IDisposable
{
    private static readonly TrialSpec Spec = new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", 7,
        new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary<string, string>.Empty, 1);

    private static readonly AttemptId Attempt = new(TrialKey.Of(Spec), 1);

    private readonly TemporaryFolder _node = new();
    private readonly TemporaryFolder _seed = new();
    private readonly FolderStore _store;

    public TrialSweepTests() => _store = new(new ArtifactFolder(_seed.Path));

    public void Dispose()
    {
        _node.Dispose();
        _seed.Dispose();
    }

    private string Folder => _node[$"trials/{Attempt.Trial.Short}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The trial's folder after its last finished phase.</summary>
    private void Work(Phase last)
    {
        Write("spec.json", JsonSerializer.Serialize(Spec, HudJson.Default.TrialSpec));
        var folder = new TrialFolder(Folder);
        var manifest = TrialManifest.New(Spec);
        foreach (var phase in Enum.GetValues<Phase>().Where(p => p <= last))
        {
            Write($"{phase}.bin", $"made by {phase}");
            manifest = manifest.With(phase, 1, [$"{phase}.bin"], folder, ImmutableSortedDictionary<string, string>.Empty);
        }

        manifest.Save(folder);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task Send(int attempt, params string[] names)
    {
        foreach (var name in names) await _store.Upload(Attempt with { Number = attempt }, name, Path.Combine(Folder, name), Cancel);
    }

    private async Task<bool> IsSwept(bool held = false, TimeSpan later = default)
    {
        var sweep = new TrialSweep(_store, _node["trials"], Release, new Later(later), NullLogger.Instance);
        await sweep.Sweep(Cancel);
        Assert.Equal(Directory.Exists(Folder) ? 1 : 0, Directory.GetDirectories(_node["trials"]).Length);
        return !Directory.Exists(Folder);

        bool Release(TrialKey trial, Action change)
        {
            Assert.Equal(Attempt.Trial, trial);
            if (!held) change();
            return !held;
        }
    }

    [Fact]
    public async Task Finished_trial_goes_when_every_file_of_its_result_is_in_the_store()
    {
        Work(Phase.Evaluate);
        await Send(1, "manifest.json");
        Work(Phase.Draw);
        string[] files = [.. Enum.GetValues<Phase>().Select(p => $"{p}.bin")];
        Assert.False(await IsSwept());
        await Send(1, files[1..]);
        Assert.False(await IsSwept(later: TimeSpan.FromDays(9)));
        // One attempt's file does not complete another's result.
        await Send(2, files[0]);
        Assert.False(await IsSwept());
        await Send(1, files[0]);
        // The store's manifest is from before the last phase.
        Assert.False(await IsSwept());
        await Send(1, "manifest.json");
        Assert.True(await IsSwept());
    }

    [Fact]
    public async Task Finished_trial_stays_while_it_is_held_or_owed_or_the_store_has_something_else()
    {
        Work(Phase.Draw);
        string[] files = [.. Enum.GetValues<Phase>().Select(p => $"{p}.bin"), "manifest.json"];
        await Send(1, files);
        Assert.False(await IsSwept(held: true));
        UploadMarkerOf(Attempt);
        Assert.False(await IsSwept());
        File.Delete(Path.Combine(Folder, ".upload"));
        Write("Draw.bin", "made by somebody else");
        await Send(1, "Draw.bin");
        Assert.False(await IsSwept());
        Write("Draw.bin", "made by Draw");
        await Send(1, "Draw.bin");
        Assert.True(await IsSwept());
    }

    [Fact]
    public async Task Trial_that_left_unfinished_goes_after_a_day_when_the_store_is_as_far()
    {
        Work(Phase.Prepare);
        string[] checkpoint = ["checkpoints/step-00000050.safetensors", "checkpoints/step-00000050.json"];
        foreach (var name in checkpoint) Write(name, name);
        Assert.False(await IsSwept(later: TimeSpan.FromDays(2)));
        await Send(1, checkpoint);
        Assert.False(await IsSwept());
        Assert.False(await IsSwept(later: TimeSpan.FromHours(23)));
        Assert.True(await IsSwept(later: TimeSpan.FromHours(25)));
    }

    [Fact]
    public async Task Folder_of_nobody_knows_what_stays_and_what_a_kill_left_of_a_swept_one_goes()
    {
        Directory.CreateDirectory(_node["trials/someones"]);
        Directory.CreateDirectory(_node["trials/.swept-000000000000/checkpoints"]);
        await new TrialSweep(_store, _node["trials"], (_, _) => false, new Later(TimeSpan.FromDays(9)), NullLogger.Instance).Sweep(Cancel);
        Assert.Equal([_node["trials/someones"]], Directory.GetDirectories(_node["trials"]));
    }

    private void UploadMarkerOf(AttemptId attempt) => Write(".upload", $"{attempt.Trial.Value} {attempt.Number}\n");

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
