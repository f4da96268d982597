using Hud.Chaos;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Chaos;

/// <summary>One fixed schedule with every kind of fault; bench/chaos runs others for hours.</summary>
[Collection("Processes")]
public sealed class CampaignTests
{
    private const int Trials = 40;

    [Fact]
    public void Whatever_dies_the_tables_are_those_of_an_undisturbed_run()
    {
        if (LabNetwork.Missing is { } missing)
        {
            Console.Error.WriteLine($"NOT TESTED: a cluster under faults needs {missing}");
            Assert.Skip($"needs {missing}");
        }

        using var folder = new TemporaryFolder();
        var plan = new LabPlan(Seeds: 1, Nodes: 3);
        var output = TestContext.Current.TestOutputHelper;
        var laboratory = new Laboratory(
            Path.Combine(AppContext.BaseDirectory, "hud"), folder.Path, Trials, plan, line => output?.WriteLine(line));
        laboratory.Prepare();
        var report = new ChaosReport();
        laboratory.Run(
            FaultSchedule.Of(1, plan.Kinds, plan.Kinds.Length, TimeSpan.FromSeconds(5), Laboratory.Lease), "campaign", report);
        output?.WriteLine(report.Markdown(TimeSpan.Zero));
        Assert.Empty(report.Wrong);
        Assert.True(report.Faults >= 10, $"only {report.Faults} faults came before the last result");
    }
}
