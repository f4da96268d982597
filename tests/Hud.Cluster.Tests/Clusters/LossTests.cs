using Hud.Cluster.Tests.Support;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Seed and nodes on their own, killed, stopped and brought back: the tables are those of one undisturbed
/// machine, every trial is recorded once, and nobody is left behind.</summary>
[Collection("Clusters")]
public sealed class LossTests(KnownTables known) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Experiment _experiment = KnownTables.Experiment();
    private TestCluster _cluster = new();

    public void Dispose()
    {
        _cluster.Dispose();
        _experiment.Dispose();
    }

    [Fact]
    public async Task Nothing_lost_nothing_changed()
    {
        _cluster.StartSeed().WaitFor("seed is ready");
        _cluster.StartNode("n1");
        _cluster.StartNode("n2");
        await End(_cluster.Submit(_experiment));
    }

    [Fact]
    public async Task Node_killed_and_started_again_continues_its_trial()
    {
        var seed = _cluster.StartSeed();
        var node = _cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        var id = _cluster.Submit(_experiment);
        await _cluster.WaitUntilRunning(id);
        node.KillAlone();
        _cluster.StartNode("n1");
        await End(id);
    }

    [Theory]
    [InlineData("KILL", false)]
    [InlineData("KILL", true)]
    [InlineData("TERM", false)]
    public async Task Seed_that_comes_back_finds_its_node_which_went_on_computing(string signal, bool late)
    {
        var seed = _cluster.StartSeed();
        var node = _cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        node.WaitFor("n1 is ready");
        var id = _cluster.Submit(_experiment);
        await _cluster.WaitUntilRunning(id);
        seed.Signal(signal);
        seed.WaitForExit();
        if (late) node.WaitFor("joining afresh");
        _cluster.StartSeed().WaitFor("seed is ready");
        await End(id);
        Assert.Equal(KnownTables.Trials, JournalFacts.Attempts(_cluster.Journal, "ta:1").Count);
        Assert.Contains("back in the cluster", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_that_nobody_acknowledged_survives_the_death_of_its_node()
    {
        var seed = _cluster.StartSeed();
        var node = _cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        var id = _cluster.Submit(_experiment);
        await _cluster.WaitUntilRunning(id);
        Assert.True(SpinWait.SpinUntil(() => node.Children().Length > 0, Patience), "no child was started");
        seed.KillAlone();
        Assert.True(SpinWait.SpinUntil(() => _cluster.Outcomes("n1").Length == 1, Patience), "nothing was spooled");
        node.KillAlone();

        _cluster.StartSeed().WaitFor("seed is ready");
        _cluster.StartNode("n1");
        await _cluster.WaitUntilRecorded(id);
        Assert.Equal(KnownTables.Trials, JournalFacts.Attempts(_cluster.Journal, "ta:1").Count);
        Assert.True(SpinWait.SpinUntil(() => _cluster.Outcomes("n1").Length == 0, Patience), "the spool is not empty");
        await End(id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Node_that_slept_longer_than_its_lease_wakes_to_find_its_trial_given_away(bool shared)
    {
        _cluster.Dispose();
        _cluster = new TestCluster(shared, lease: 5);
        var seed = _cluster.StartSeed();
        var sleeper = _cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        var id = _cluster.Submit(_experiment);
        await _cluster.WaitUntilRunning(id);
        sleeper.Signal("STOP");
        _cluster.StartNode("n2");
        await _cluster.WaitForTrials(
            id, trials => trials.Any(t => t.GetProperty("attempt").GetInt32() == 2 && TestCluster.Status(t) == "running"), "given away");
        sleeper.Signal("CONT");
        await End(id);
    }

    [Fact]
    public async Task Drained_node_hands_its_trial_over_and_takes_no_other()
    {
        var seed = _cluster.StartSeed();
        var first = _cluster.StartNode("n1");
        seed.WaitFor("seed is ready");
        var id = _cluster.Submit(_experiment);
        await _cluster.WaitUntilRunning(id);
        Assert.Equal(0, HudProcess.Run("drain", "n1", "--server", _cluster.Server).Code);
        _cluster.StartNode("n2");
        await _cluster.WaitUntilRecorded(id);
        var (code, output, _) = HudProcess.Run("nodes", "--server", _cluster.Server);
        Assert.Equal(0, code);
        Assert.Matches("n1 +drained", output);
        Assert.Empty(first.Children());
        await End(id);
    }

    /// <summary>Same bytes, each trial recorded once, and after the farewell nobody left.</summary>
    private async Task End(string id)
    {
        await _cluster.WaitUntilRecorded(id);
        Assert.Equal(known.Tables, await _cluster.Tables(id));
        var recorded = JournalFacts.Attempts(_cluster.Journal, "rr:1").Select(a => a.Trial).ToList();
        Assert.Equal(KnownTables.Trials, recorded.Count);
        Assert.Equal(KnownTables.Trials, recorded.Distinct().Count());
        _cluster.LeaveInPeace();
    }
}
