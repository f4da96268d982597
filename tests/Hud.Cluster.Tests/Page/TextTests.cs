using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

/// <summary>Names, notes and logs come from people and programs; the page shows them and never runs them.</summary>
[Collection("Page")]
public sealed class TextTests(PageCluster here)
{
    private const string Script = """<img src=x onerror="hacked=1"><script>hacked=1</script>""";

    /// <summary>Fields that hold somebody's words.</summary>
    private static readonly HashSet<string> Words =
    [
        "name", "title", "heading", "label", "labels", "lines", "notes", "note", "node", "slot", "detail", "reason", "why", "method", "scene",
        "settings", "options", "environment", "source", "provenance", "unit", "build", "remark",
    ];

    [Fact]
    public async Task Script_in_names_notes_and_logs_is_shown_as_text()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        var page = tab.Page;
        await page.RouteAsync("**/api/**", Spoil);
        await page.ReloadAsync();
        foreach (var view in await here.Views(tab))
        {
            await tab.Go(view);
            await Expect(page.Locator("body")).ToContainTextAsync(Script);
            foreach (var chart in await page.Locator("canvas").AllAsync()) await Hover(page, chart);
            Assert.Equal(0, await page.EvaluateAsync<int>("() => document.querySelectorAll('img[src=x], body script').length + (window.hacked ?? 0)"));
        }

        tab.AssertQuiet();
    }

    /// <summary>Over the chart in a line, so that its tooltip appears somewhere.</summary>
    private static async Task Hover(IPage page, ILocator chart)
    {
        await chart.ScrollIntoViewIfNeededAsync();
        var box = (await chart.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 60, box.Y + (box.Height / 4));
        await page.Mouse.MoveAsync(box.X + box.Width - 20, box.Y + (box.Height / 4), new() { Steps = 20 });
    }

    private static async Task Spoil(IRoute route)
    {
        if (route.Request.Url.EndsWith("/api/events", StringComparison.Ordinal))
        {
            await route.ContinueAsync();
            return;
        }

        var answer = await route.FetchAsync();
        if (!answer.Headers.GetValueOrDefault("content-type", "").Contains("json", StringComparison.Ordinal))
        {
            await route.FulfillAsync(new() { Response = answer });
            return;
        }

        var document = JsonNode.Parse(await answer.TextAsync())!;
        await route.FulfillAsync(new() { Response = answer, Body = Spoilt(document, isWords: false)!.ToJsonString() });
    }

    private static JsonNode? Spoilt(JsonNode? node, bool isWords) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Spoilt(p.Value, isWords || Words.Contains(p.Key))))),
        JsonArray a => new JsonArray([.. a.Select(i => Spoilt(i, isWords))]),
        JsonValue v when isWords && v.TryGetValue<string>(out var text) => JsonValue.Create(text + Script),
        _ => node?.DeepClone(),
    };
}
