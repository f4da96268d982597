using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

[Collection("Page")]
public sealed class ViewTests(PageCluster here)
{
    /// <summary>Links to the views, and what each shows that no other does.</summary>
    private static readonly (string Link, string Region)[] Views =
    [
        ("Cells and trials", "4 trials"), ("Timeline", "Attempts, latest first"), ("Sweep", "Parallel coordinates"),
        ("Faults", "What losses cost, by cause"), ("Experiment", "F_p ↑"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Views_open_by_link_and_by_keyboard(bool byKeyboard)
    {
        Chromium.Require();
        await here.Cluster.WaitUntilRecorded(here.Experiment);
        await using var tab = await here.Open();
        var page = tab.Page;
        await Open(tab, page.Locator($"a.card[href$='{here.Experiment}']"), byKeyboard);
        foreach (var (link, region) in Views)
        {
            var at = page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = link });
            await Open(tab, at, byKeyboard);
            await Expect(at).ToHaveAttributeAsync("aria-current", "page");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = region, Exact = true })).ToBeVisibleAsync();
        }

        await Open(tab, page.Locator("a.cell").First, byKeyboard);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Metrics by seed", Exact = true })).ToBeVisibleAsync();
        await Open(tab, page.GetByRole(AriaRole.Link, new() { Name = "seed 2" }), byKeyboard);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Provenance: code, environment, files" })).ToContainTextAsync("samples.npy");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Log" })).ToContainTextAsync("\"step\":40");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Loss over training steps" }).Locator("canvas")).ToBeVisibleAsync();
        await Expect(page.Locator("figure img")).ToHaveCountAsync(2);
        tab.AssertQuiet();
    }

    private static async Task Open(Tab tab, ILocator link, bool byKeyboard)
    {
        if (!byKeyboard)
        {
            await link.ClickAsync();
            return;
        }

        await tab.TabTo(link);
        await tab.Page.Keyboard.PressAsync("Enter");
    }
}
