using System.Diagnostics;
using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

[Collection("Page")]
public sealed class NodeTests(PageCluster here)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Killed_node_and_the_loss_of_its_trial_show_within_15_seconds()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        var id = await here.Submit(
            """
            options: { hud: { preset: tiny } }
            overrides: [{ method: hud, budget: { iterations: 1000000, checkpoint_every: 1000 } }]
            requires: { labels: [doomed] }
            """);
        await tab.Go($"experiments/{id}/timeline");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("Nothing has run yet");
        var node = here.Cluster.StartNode("n2", "doomed");
        var line = tab.Page.Locator("li", new() { HasText = "n2" });
        await Expect(line).ToContainTextAsync("cpu:0 busy");
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("running trials end within");

        var clock = Stopwatch.StartNew();
        node.KillAll();
        await Expect(line).ToContainTextAsync("out of sight");
        var sight = clock.Elapsed;
        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Navigation)).ToContainTextAsync("Faults (1)");
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"killed node: out of sight after {sight.TotalSeconds:F1} s, its trial lost after {clock.Elapsed.TotalSeconds:F1} s"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Promised);

        await tab.Go($"experiments/{id}/faults");
        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Table, new() { Name = "Losses" })).ToContainTextAsync("n2 cpu:0");
        tab.AssertQuiet();
    }
}
