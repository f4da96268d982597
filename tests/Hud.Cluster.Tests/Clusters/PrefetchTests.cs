using Hud.Cluster.Tests.Support;

namespace Hud.Cluster.Tests.Clusters;

[Collection("Clusters")]
public sealed class PrefetchTests : IDisposable
{
    private readonly Experiment _experiment = new();
    private readonly TestCluster _cluster = new();

    public void Dispose()
    {
        _cluster.Dispose();
        _experiment.Dispose();
    }

    [Fact]
    public async Task Scene_of_the_next_trial_is_prepared_before_that_trial_begins()
    {
        File.WriteAllText(_experiment.File, """
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
        var seed = _cluster.StartSeed();
        _cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        await _cluster.WaitUntilRecorded(_cluster.Submit(_experiment));
        // Written when an attempt starts.
        var begun = _cluster.OfTrials("n1", "spec.json").Select(File.GetLastWriteTimeUtc).Order().ToArray();
        var prepared = _cluster.SharedWork("unmixing").Select(File.GetLastWriteTimeUtc).Order().ToArray();
        Assert.Equal((2, 2), (begun.Length, prepared.Length));
        Assert.InRange(prepared[1], begun[0], begun[1]);
        _cluster.LeaveInPeace();
    }
}
