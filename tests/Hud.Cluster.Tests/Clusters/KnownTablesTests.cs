using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>A cluster that works on the experiment whose tables are known.</summary>
[Collection("Clusters")]
public abstract class KnownTablesTests(KnownTables known) : IDisposable
{
    private readonly Experiment _experiment = KnownTables.Experiment();

    private protected abstract TestCluster Cluster { get; }

    public void Dispose()
    {
        Cluster.Dispose();
        _experiment.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string Submit() => Cluster.Submit(_experiment);

    /// <summary>Seed and node, and the experiment's id once the node has begun a trial.</summary>
    private protected async Task<(HudProcess Seed, HudProcess Node, string Id)> AtWork()
    {
        var seed = Cluster.StartSeed();
        var node = Cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        node.WaitFor("n1 is ready");
        var id = Submit();
        await Cluster.WaitUntilRunning(id);
        return (seed, node, id);
    }

    /// <summary>Same bytes, each trial recorded once, and after the farewell nobody left.</summary>
    private protected async Task End(string id)
    {
        await Cluster.WaitUntilRecorded(id);
        Assert.Equal(known.Tables, await Cluster.Tables(id));
        var recorded = JournalFacts.Attempts(Cluster.Journal, "rr:1").Select(a => a.Trial).ToList();
        Assert.Equal(KnownTables.Trials, recorded.Count);
        Assert.Equal(KnownTables.Trials, recorded.Distinct().Count());
        Cluster.LeaveInPeace();
    }
}
