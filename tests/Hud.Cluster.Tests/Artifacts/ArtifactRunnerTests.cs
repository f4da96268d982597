using System.Collections.Immutable;
using System.Text.Json;
using Hud.Actors.Artifacts;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;
using Hud.Node.Artifacts;
using Hud.Node.Processes;
using Hud.Seed.Artifacts;
using Hud.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>Trials that move between nodes without a folder in common.</summary>
public sealed class ArtifactRunnerTests
{
    private static readonly TrialSpec Spec = new(
        new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", 7,
        new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
        ImmutableSortedDictionary<string, string>.Empty, 1);

    private static NodeProtocol.StartAttempt Order(TrialSpec spec, int attempt) =>
        new(new AttemptId(TrialKey.Of(spec), attempt), attempt, "cpu:0", spec, null);

    private static ChildCommand Script(string script) => new("/bin/sh", ["-c", script]);

    [Fact]
    public async Task Trial_killed_on_one_node_ends_on_another_with_the_bits_of_an_undisturbed_one()
    {
        using var seed = new TemporaryFolder();
        using var undisturbed = new Experiment();
        Assert.Equal(0, HudProcess.Run(undisturbed.Command()).ExitCode);
        var expected = Directory.GetDirectories(Path.Combine(undisturbed.Out, "trials")).Single();
        var spec = JsonSerializer.Deserialize(
            File.ReadAllBytes(Path.Combine(expected, "spec.json")), HudJson.Default.TrialSpec)!;
        var hud = new ChildCommand(Path.Combine(AppContext.BaseDirectory, "hud"), [ChildCommand.Verb]);
        await using var server = await StoreServer.Start(seed.Path);

        await using (var first = new TestNode(StoreServer.Client(server.Address), hud))
        {
            first.Run(Order(spec, 1));
            first.Hear<TrialSaved>(s => s.Checkpoint is { Phase: TrialPhase.Train, Step: >= 10 });
            await first.Uploader.WhenSent().WaitAsync(TimeSpan.FromMinutes(1));
            first.KillAll();
        }

        await using var second = new TestNode(StoreServer.Client(server.Address), hud);
        var order = Order(spec, 2);
        second.Run(order);
        Assert.InRange(second.Hear<TrialMovedOn>(m => m.Progress.Phase == TrialPhase.Train).Progress.Step, 10, 40);
        var result = second.Hear<TrialSucceeded>().Result;
        foreach (var file in (string[])["checkpoint.safetensors", "samples.npy", "metrics.json", "log.jsonl", "loss.png"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, file)), File.ReadAllBytes(Path.Combine(second.FolderOf(order), file)));

        await second.Uploader.WhenSent().WaitAsync(TimeSpan.FromMinutes(1));
        var folder = new ArtifactFolder(seed.Path);
        var trial = order.Attempt.Trial;
        var janitor = new ArtifactJanitor(
            folder, _ => throw new NotSupportedException(), TimeProvider.System, NullLogger<ArtifactJanitor>.Instance);
        janitor.Sweep(new Dictionary<TrialKey, TrialView> { [trial] = new(trial, TrialStatus.Recorded, 2, result, null, null) });
        var left = folder.List(trial);
        Assert.All(result.Artifacts, a => Assert.Contains(left, f => f.Name == a.Key && f.Sha256 == a.Value && f.Attempt == 2));
        Assert.DoesNotContain(left, f => f.Attempt != 2 || f.Name.StartsWith("checkpoints/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task First_attempt_asks_nobody()
    {
        await using var node = new TestNode(new FakeStore(), Script("exit 3"));
        node.Run(Order(Spec, 1));
        Assert.Equal(LossReason.Crashed, node.Hear<TrialEnded>().Reason);
    }

    [Fact]
    public async Task Attempt_is_held_while_its_files_are_on_their_way_and_leaves_when_asked()
    {
        await using var node = new TestNode(new FakeStore(), Script("exit 3"));
        var order = Order(Spec, 2);
        node.Run(order);
        Assert.Equal(order, Assert.Single(node.Runner.Holding));
        node.Runner.Stop(order.Attempt);
        Assert.Equal(LossReason.Stopped, node.Hear<TrialEnded>().Reason);
        node.Run(order);
        Assert.Equal(LossReason.Stopped, node.Hear<TrialEnded>().Reason);
        node.Runner.Forget(order.Attempt);
        Assert.Empty(node.Runner.Holding);
    }

    [Fact]
    public async Task Observer_that_comes_while_files_are_on_their_way_hears_the_rest()
    {
        var store = new FakeStore();
        await using var node = new TestNode(store, Script("exit 3"));
        node.Runner.Run(Order(Spec, 2), _ => { });
        node.Run(Order(Spec, 2));
        store.Listed.SetResult([]);
        Assert.Equal(LossReason.Crashed, node.Hear<TrialEnded>().Reason);
        Assert.Single(node.Runner.Holding);
    }

    [Fact]
    public async Task Store_that_refuses_costs_the_start_not_the_trial()
    {
        var store = new FakeStore();
        await using var node = new TestNode(store, Script("""
            echo '{"type":"checkpoint","phase":"Train","step":1,"file":"c","sha256":"d"}'
            echo '{"type":"result","result":{"metrics":[],"artifacts":{},"seconds":{},"environment":{}}}'
            """));
        store.Listed.SetException(new ArtifactRefusedException("no store here"));
        node.Run(Order(Spec, 2));
        node.Hear<TrialSucceeded>();
    }

    [Fact]
    public async Task Result_that_a_dead_process_owed_is_sent_by_the_next_one()
    {
        using var seed = new TemporaryFolder();
        const string result = """
            echo hello > "$0/samples.npy"; echo '{"type":"result","result":{"metrics":[],"artifacts":{},"seconds":{},"environment":{}}}'
            """;
        await using var server = await StoreServer.Start(seed.Path);
        await using var node = new TestNode(new FakeStore(), Script(result));
        node.Run(Order(Spec, 1));
        node.Hear<TrialSucceeded>();
        await node.Uploader.WhenSent().WaitAsync(TimeSpan.FromMinutes(1));
        await using var next = new ArtifactUploader(StoreServer.Client(server.Address), NullLogger<ArtifactUploader>.Instance);
        next.Recover(node.Folder["trials"]);
        await next.WhenSent().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(new ArtifactFolder(seed.Path).List(TrialKey.Of(Spec)), f => f.Name == "samples.npy");
    }

    [Fact]
    public void Attempts_are_not_mixed_and_what_is_here_is_not_fetched_again()
    {
        StoredFile[] files =
        [
            new(1, "checkpoints/step-00000100.safetensors", 1, "a"), new(1, "checkpoints/step-00000100.json", 1, "b"),
            new(1, "log.jsonl", 1, "c"), new(2, "checkpoints/step-00000050.safetensors", 1, "d"),
            new(2, "checkpoints/step-00000050.json", 1, "e"), new(2, "../evil", 1, "f"), new(3, "log.jsonl", 1, "g"),
        ];
        Assert.All(CheckpointFetch.Best([.. files], ResumePoint.Nowhere), f => Assert.Equal(1, f.Attempt));
        Assert.Empty(CheckpointFetch.Best([.. files], ResumePoint.Of(files.Where(f => f.Attempt == 1).Select(f => f.Name))));
        Assert.DoesNotContain(CheckpointFetch.Best([.. files.Skip(3)], ResumePoint.Nowhere), f => f.Name == "../evil");
    }
}
