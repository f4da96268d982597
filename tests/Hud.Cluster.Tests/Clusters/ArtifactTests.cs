using Hud.Cluster.Tests.Support;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Nodes that share no folder, as processes of their own, with the seed's artifact store between them.</summary>
[Collection("Clusters")]
public sealed class ArtifactTests(KnownTables known) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Experiment _experiment = KnownTables.Experiment();
    private readonly TestCluster _cluster = new(shared: false, lease: 5);

    public void Dispose()
    {
        _cluster.Dispose();
        _experiment.Dispose();
    }

    [Fact]
    public async Task Trial_of_a_dead_node_goes_on_elsewhere_and_ends_at_the_seed_with_its_pictures_and_nothing_left_on_the_node()
    {
        var seed = _cluster.StartSeed();
        var first = _cluster.StartSendingNode("n1");
        seed.WaitFor("seed is ready");
        var id = _cluster.Submit(_experiment);
        Assert.True(
            SpinWait.SpinUntil(() => _cluster.Sent().Any(f => f.EndsWith("step-00000005.json", StringComparison.Ordinal)), Patience),
            "no checkpoint was sent");
        first.KillAll();
        _cluster.StartSendingNode("n2");
        await _cluster.WaitUntilRecorded(id);
        Assert.Equal(known.Tables, await _cluster.Tables(id));
        Assert.True(
            SpinWait.SpinUntil(() => _cluster.Gallery(id).Length == 3 * KnownTables.Trials, Patience), "not all pictures are in the gallery");
        Assert.True(
            SpinWait.SpinUntil(() => _cluster.OfTrials("n2", "samples.npy").Length == 0, Patience), "finished trials stay on the node");
        _cluster.LeaveInPeace();
        Assert.Contains("goes on from attempt 1 of another node", _cluster.LogOf("n2"), StringComparison.Ordinal);
        Assert.Equal(KnownTables.Trials, _cluster.Sent().Count(f => f.EndsWith("/samples.npy", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Seed_that_dies_during_the_work_gets_everything_once_it_is_back()
    {
        var seed = _cluster.StartSeed();
        _cluster.StartSendingNode("n1");
        seed.WaitFor("seed is ready");
        var id = _cluster.Submit(_experiment);
        Assert.True(SpinWait.SpinUntil(() => _cluster.Sent().Length > 0, Patience), "nothing was sent");
        seed.KillAlone();
        _cluster.StartSeed().WaitFor("seed is ready");
        await _cluster.WaitUntilRecorded(id);
        Assert.True(
            SpinWait.SpinUntil(
                () => _cluster.Sent().Count(f => f.EndsWith("/samples.npy", StringComparison.Ordinal)) == KnownTables.Trials, Patience),
            "not all results were sent");
        Assert.Equal(known.Tables, await _cluster.Tables(id));
        _cluster.LeaveInPeace();
    }
}
