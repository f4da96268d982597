using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Clusters;

public sealed class PrefetchTests(KnownTables known) : KnownTablesTests(known)
{
    private TestCluster _cluster = new();

    private protected override TestCluster Cluster => _cluster;

    /// <summary>A node at work on the first of two trials of some seconds, on different scenes.</summary>
    private (HudProcess Node, string Id) AtWorkForLonger()
    {
        using var experiment = new Experiment();
        File.WriteAllText(experiment.File, """
            name: two-scenes
            scenes: ["synthetic:rows=40,cols=36,bands=12,endmembers=4", "synthetic:rows=36,cols=40,bands=10,endmembers=4"]
            methods: [hud]
            seeds: 1
            threads: 1
            budget: { iterations: 1000, batch: 4, checkpoint_every: 500, crop: 16 }
            sampling: { count: 18, sampler: ddim, steps: 3 }
            block: 8
            options: { hud: { preset: tiny } }
            """);
        var seed = Cluster.StartSeed();
        var node = Cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        return (node, Cluster.Submit(experiment));
    }

    private Task UntilAProcessWaits() => TestCluster.WaitUntil(() => Cluster.StartedAhead().Length == 1, "a process waited");

    private Task UntilNoneDoes() => TestCluster.WaitUntil(() => Cluster.StartedAhead().Length == 0, "the process that waited ended");

    [Fact]
    public async Task Scene_of_the_next_trial_is_prepared_before_that_trial_begins()
    {
        await Cluster.WaitUntilRecorded(AtWorkForLonger().Id);
        // Written when an attempt starts.
        var begun = Cluster.OfTrials("n1", "spec.json").Select(File.GetLastWriteTimeUtc).Order().ToArray();
        var prepared = Cluster.SharedWork("unmixing").Select(File.GetLastWriteTimeUtc).Order().ToArray();
        Assert.Equal((2, 2), (begun.Length, prepared.Length));
        Assert.InRange(prepared[1], begun[0], begun[1]);
        Cluster.LeaveInPeace();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tables_have_the_same_bytes_whether_a_process_waited_for_the_second_trial_or_not(bool prefetch)
    {
        _cluster.Dispose();
        _cluster = new TestCluster(prefetch: prefetch);
        var (_, _, id) = await AtWork();
        var ahead = 0;
        await Cluster.WaitForTrials(
            id,
            trials =>
            {
                ahead = Math.Max(ahead, Cluster.StartedAhead().Length);
                return trials.All(t => TestCluster.Status(t) == "recorded");
            },
            "all recorded");
        Assert.Equal(prefetch ? 1 : 0, ahead);
        await End(id);
    }

    [Fact]
    public async Task Process_that_waits_dies_with_its_node()
    {
        var (node, _) = AtWorkForLonger();
        await UntilAProcessWaits();
        node.KillAlone();
        await UntilNoneDoes();
    }

    [Fact]
    public async Task Process_that_waits_goes_when_its_node_is_drained()
    {
        var (node, _) = AtWorkForLonger();
        await UntilAProcessWaits();
        Assert.Equal(0, HudProcess.Run("drain", "n1", "--server", Cluster.Server).ExitCode);
        await UntilNoneDoes();
        Assert.True(node.IsAlive);
    }
}
