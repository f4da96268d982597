using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

/// <summary>What axe-core knows of people who see little, see colours differently or see nothing, in every view.</summary>
[Collection("Page")]
public sealed class AccessTests(PageCluster here)
{
    private const string Check =
        """
        async () => (await axe.run()).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 200)} ${n.failureSummary}`))
        """;

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 900)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 1280, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task Views_are_accessible_and_fit(ColorScheme colours, int width, int height)
    {
        Chromium.Require();
        await using var tab = await here.Open(await File.ReadAllTextAsync(Chromium.Axe, TestContext.Current.CancellationToken));
        var page = tab.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        await page.SetViewportSizeAsync(width, height);
        foreach (var view in await here.Views(tab))
        {
            await tab.Go(view);
            if (view.EndsWith("timeline", StringComparison.Ordinal) || view.EndsWith("sweep", StringComparison.Ordinal))
                await Expect(page.Locator("canvas").First).ToBeVisibleAsync();
            await Fits(page, view);
            await Passes(page, view);
        }

        await tab.Go($"experiments/{here.Experiment}/timeline");
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain and stop n1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Passes(page, "question");
        tab.AssertQuiet();
    }

    private static async Task Passes(IPage page, string view)
    {
        var violations = await page.EvaluateAsync<string[]>(Check);
        Assert.True(violations.Length == 0, $"{view}\n{string.Join('\n', violations)}");
    }

    /// <summary>Wide things scroll in boxes of their own, never the page. Names what sticks out.</summary>
    private static async Task Fits(IPage page, string view)
    {
        var wide = await page.EvaluateAsync<string[]>("""
            () => {
              const width = document.documentElement.clientWidth
              if (document.documentElement.scrollWidth <= width) return []
              return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width)
                .map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)} of ${width}`)
            }
            """);
        Assert.True(wide.Length == 0, $"{view}\n{string.Join('\n', wide)}");
    }
}
