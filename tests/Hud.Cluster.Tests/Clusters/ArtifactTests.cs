using Hud.Cluster.Tests.Support;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Nodes that share no folder, as processes of their own, with the seed's artifact store between them.</summary>
public sealed class ArtifactTests(KnownTables known) : KnownTablesTests(known)
{
    private protected override TestCluster Cluster { get; } = new(shared: false, lease: 5);

    [Fact]
    public async Task Trial_of_a_dead_node_goes_on_elsewhere_and_ends_at_the_seed_with_its_pictures_and_nothing_left_on_the_node()
    {
        var seed = Cluster.StartSeed();
        var first = Cluster.StartSendingNode("n1");
        seed.WaitFor("seed is ready");
        var id = Submit();
        await TestCluster.WaitUntil(
            () => Cluster.Sent().Any(f => f.EndsWith("step-00000005.json", StringComparison.Ordinal)), "a checkpoint was sent");
        first.KillAll();
        Cluster.StartSendingNode("n2");
        await Cluster.WaitUntilRecorded(id);
        await TestCluster.WaitUntil(() => Cluster.Gallery(id).Length == 3 * KnownTables.Trials, "all pictures were in the gallery");
        await TestCluster.WaitUntil(() => Cluster.OfTrials("n2", "samples.npy").Length == 0, "finished trials left the node");
        await End(id);
        Assert.Contains("goes on from attempt 1 of another node", Cluster.LogOf("n2"), StringComparison.Ordinal);
        Assert.Equal(KnownTables.Trials, Results());
    }

    [Fact]
    public async Task Seed_that_dies_during_the_work_gets_everything_once_it_is_back()
    {
        var seed = Cluster.StartSeed();
        Cluster.StartSendingNode("n1");
        seed.WaitFor("seed is ready");
        var id = Submit();
        await TestCluster.WaitUntil(() => Cluster.Sent().Length > 0, "something was sent");
        seed.KillAlone();
        Cluster.StartSeed().WaitFor("seed is ready");
        await Cluster.WaitUntilRecorded(id);
        await TestCluster.WaitUntil(() => Results() == KnownTables.Trials, "all results were sent");
        await End(id);
    }

    private int Results() => Cluster.Sent().Count(f => f.EndsWith("/samples.npy", StringComparison.Ordinal));
}
