using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Seed and nodes on their own, killed, stopped and brought back: the tables are those of one undisturbed
/// machine, every trial is recorded once, and nobody is left behind.</summary>
public sealed class LossTests(KnownTables known) : KnownTablesTests(known)
{
    private TestCluster _cluster = new();

    private protected override TestCluster Cluster => _cluster;

    [Fact]
    public async Task Nothing_lost_nothing_changed()
    {
        Cluster.StartSeed().WaitFor("seed is ready");
        Cluster.StartNode("n1");
        Cluster.StartNode("n2");
        await End(Submit());
    }

    [Fact]
    public async Task Node_killed_and_started_again_continues_its_trial()
    {
        var (_, node, id) = await AtWork();
        node.KillAlone();
        Cluster.StartNode("n1");
        await End(id);
    }

    [Theory]
    [InlineData("KILL", false)]
    [InlineData("KILL", true)]
    [InlineData("TERM", false)]
    public async Task Seed_that_comes_back_finds_its_node_which_went_on_computing(string signal, bool late)
    {
        var (seed, node, id) = await AtWork();
        seed.Signal(signal);
        seed.WaitForExit();
        if (late) node.WaitFor("joining afresh");
        Cluster.StartSeed().WaitFor("seed is ready");
        await End(id);
        Assert.Equal(KnownTables.Trials, JournalFacts.Attempts(Cluster.Journal, "ta:1").Count);
        Assert.Contains("back in the cluster", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_that_nobody_acknowledged_survives_the_death_of_its_node()
    {
        var (seed, node, id) = await AtWork();
        await TestCluster.WaitUntil(() => node.Children().Length > 0, "a child was started");
        seed.KillAlone();
        await TestCluster.WaitUntil(() => Cluster.Outcomes("n1").Length == 1, "a result was spooled");
        node.KillAlone();

        Cluster.StartSeed().WaitFor("seed is ready");
        Cluster.StartNode("n1");
        await Cluster.WaitUntilRecorded(id);
        Assert.Equal(KnownTables.Trials, JournalFacts.Attempts(Cluster.Journal, "ta:1").Count);
        await TestCluster.WaitUntil(() => Cluster.Outcomes("n1").Length == 0, "the spool was empty");
        await End(id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Node_that_slept_longer_than_its_lease_wakes_to_find_its_trial_given_away(bool shared)
    {
        _cluster.Dispose();
        _cluster = new TestCluster(shared, lease: 5);
        var (_, sleeper, id) = await AtWork();
        sleeper.Signal("STOP");
        Cluster.StartNode("n2");
        await Cluster.WaitForTrials(
            id, trials => trials.Any(t => t.GetProperty("attempt").GetInt32() == 2 && TestCluster.Status(t) == "running"), "given away");
        sleeper.Signal("CONT");
        await End(id);
    }

    [Fact]
    public async Task Drained_node_hands_its_trial_over_and_takes_no_other()
    {
        var (_, first, id) = await AtWork();
        Assert.Equal(0, HudProcess.Run("drain", "n1", "--server", Cluster.Server).ExitCode);
        Cluster.StartNode("n2");
        await Cluster.WaitUntilRecorded(id);
        var (code, output, _) = HudProcess.Run("nodes", "--server", Cluster.Server);
        Assert.Equal(0, code);
        Assert.Matches("n1 +drained", output);
        Assert.Empty(first.Children());
        await End(id);
    }
}
