using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

[Collection("Page")]
public sealed class TableTests(PageCluster here)
{
    [Fact]
    public async Task Table_fills_in_without_a_reload_and_a_click_opens_a_cell()
    {
        Chromium.Require();
        var page = here.Witness.Page;
        await Expect(page.Locator("main")).ToContainTextAsync("4 of 4 trials recorded");
        await Expect(page.Locator("a.cell .count").First).ToContainTextAsync("2/2");
        await Expect(page.Locator("main")).ToContainTextAsync("complete");
        // The page that was loaded before the experiment existed remembers all that its cells showed.
        var seen = await page.EvaluateAsync<string[]>("() => window.seen");
        Assert.Contains(seen, s => s.Contains("0/2", StringComparison.Ordinal) && !s.Contains("2/2", StringComparison.Ordinal));
        Assert.Contains(seen, s => s.Contains("1/2", StringComparison.Ordinal));
        Assert.Contains(seen, s => s.Contains("train", StringComparison.Ordinal));
        Assert.Contains('±', seen[^1]);

        var cell = page.Locator("a.cell").First;
        var mean = await cell.Locator("span.mean").InnerTextAsync();
        await cell.ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "HUD" })).ToContainTextAsync("on synthetic");
        await Expect(page.GetByLabel("Table of metrics by seed")).ToContainTextAsync(mean);
        await Expect(page.Locator("figure img")).Not.ToHaveCountAsync(0);
        here.Witness.AssertQuiet();
    }
}
