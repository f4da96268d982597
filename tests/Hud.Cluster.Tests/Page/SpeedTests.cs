using System.Diagnostics;
using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

/// <summary>First paint and live updates. The promise is one second each, on a machine that does nothing else; here it does, so
/// the bounds only catch what is badly wrong, and the figures are printed.</summary>
[Collection("Page")]
public sealed class SpeedTests(PageCluster here)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Page_paints_and_follows_at_once()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        await Expect(tab.Page.Locator("h1")).ToBeVisibleAsync();
        var paint = TimeSpan.FromMilliseconds(await tab.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"));

        var id = await here.SubmitWaiting();
        await tab.Go($"experiments/{id}");
        await Expect(tab.Page.Locator("h1 + .chip")).ToContainTextAsync("waiting");
        var shown = tab.Page.EvaluateAsync(
            """
            () => new Promise(resolve => {
              const title = document.querySelector(".head .title")
              new MutationObserver(() => title.innerText.includes("paused") && resolve(null)).observe(title, { subtree: true, childList: true, characterData: true })
            })
            """);
        var clock = Stopwatch.StartNew();
        await here.Post($"api/experiments/{id}/pause");
        await shown;
        var update = clock.Elapsed;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"first paint {paint.TotalMilliseconds:F0} ms, live update {update.TotalMilliseconds:F0} ms after the request"));
        Assert.InRange(paint, TimeSpan.Zero, Bound);
        Assert.InRange(update, TimeSpan.Zero, Bound);
        tab.AssertQuiet();
    }
}
