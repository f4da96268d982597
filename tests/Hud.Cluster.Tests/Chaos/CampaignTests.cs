using Hud.Chaos;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Chaos;

/// <summary>One fixed schedule with every kind of fault; bench/chaos runs others for hours.</summary>
[Collection("Processes")]
public sealed class CampaignTests
{
    private const int Trials = 40;

    /// <summary>Enough for a dozen checkpoints; more would only keep two cores busy.</summary>
    private const int Steps = 60;

    /// <summary>One that is over soon.</summary>
    private const long Schedule = 1;

    [Fact]
    public async Task Whatever_dies_the_tables_are_those_of_an_undisturbed_run()
    {
        if (LabNetwork.Missing is { } missing)
        {
            Console.Error.WriteLine($"NOT TESTED: a cluster under faults needs {missing}");
            Assert.Skip($"needs {missing}");
        }

        foreach (var (name, value) in HudProcess.ShortLife) Environment.SetEnvironmentVariable(name, value);
        using var folder = new TemporaryFolder();
        var plan = new LabPlan(Seeds: 1, Nodes: 3);
        var output = TestContext.Current.TestOutputHelper;
        var laboratory = new Laboratory(
            Path.Combine(AppContext.BaseDirectory, "hud"), folder.Path, Trials, plan, line => output?.WriteLine(line))
        { Steps = Steps };
        // While faults keep the cluster from computing, there is time for the measure of all.
        var undisturbed = Task.Run(() => laboratory.Undisturbed(0), TestContext.Current.CancellationToken);
        var report = new ChaosReport();
        laboratory.Run(laboratory.Schedule(Schedule, plan.Kinds, plan.Kinds.Length, TimeSpan.FromSeconds(2)), "campaign", report);
        await undisturbed;
        output?.WriteLine(report.Markdown());
        Assert.Empty(report.Wrong);
        Assert.Equal(plan.Kinds.Order(), report.Kinds.Order());
    }
}
