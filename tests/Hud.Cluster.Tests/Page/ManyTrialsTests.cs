using System.Globalization;
using Hud.Experiments.Plans;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

[Collection("Page")]
public sealed class ManyTrialsTests(PageCluster here)
{
    private const int Scenes = 5, Widths = 20, Seeds = 20, Trials = Scenes * Widths * Seeds;

    /// <summary>Ten times what a row needs: only a table that builds all rows at once is slower.</summary>
    private const double SlowFrame = 500;

    [Fact]
    public async Task Two_thousand_trials_scroll()
    {
        Chromium.Require();
        await Submit();
        await using var tab = await here.Open();
        await tab.Go("experiments/many-1/trials");
        var table = tab.Page.GetByRole(AriaRole.Table, new() { Name = "Trials" });
        await Expect(table).ToHaveAttributeAsync("aria-rowcount", $"{Trials + 1}");
        var rows = table.Locator(".spacer > [role=row]");
        Assert.InRange(await rows.CountAsync(), 10, 60);

        var frames = await table.EvaluateAsync<double[]>(
            """
            async table => {
              const frames = []
              const frame = () => new Promise(requestAnimationFrame)
              for (let step = 1, last = await frame(); step <= 60; step++) {
                table.scrollTop = (table.scrollHeight - table.clientHeight) * step / 60
                const now = await frame()
                frames.push(now - last)
                last = now
              }
              return frames
            }
            """);
        Array.Sort(frames);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Trials} trials scrolled: median frame {frames[frames.Length / 2]:F0} ms, slowest {frames[^1]:F0} ms"));
        Assert.InRange(frames[frames.Length / 2], 0, SlowFrame);
        await Expect(rows.Last).ToHaveAttributeAsync("aria-rowindex", $"{Trials + 1}");
        await Expect(rows.Last).ToBeInViewportAsync();
        Assert.InRange(await rows.CountAsync(), 10, 60);

        await table.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Home");
        await Expect(rows.First).ToHaveAttributeAsync("aria-rowindex", "2");
        await tab.Page.GetByRole(AriaRole.Searchbox).FillAsync((await here.FirstTrial("many-1")).GetProperty("key").GetString()!);
        await Expect(table).ToHaveAttributeAsync("aria-rowcount", "2");
        await tab.Go("experiments/many-1");
        await Expect(tab.Page.Locator("a.cell").First).ToContainTextAsync($"0/{Seeds}");
        tab.AssertQuiet();
    }

    /// <summary>Nobody has the label that it asks for, so it waits and costs the cluster nothing.</summary>
    private Task Submit()
    {
        var specs = from seed in Enumerable.Range(1, Seeds)
                    from scene in Enumerable.Range(1, Scenes)
                    from width in Enumerable.Range(1, Widths)
                    select Plans.Impossible($"scene_{scene}", seed) with { Options = Plans.Options("width", width) };
        return here.Submit(new ExperimentPlan("many-1", "many", [.. specs], null)
        {
            Sweep = ["hud.width"],
            Terms = new(Requires: new() { Labels = ["nobody"] }),
        });
    }
}
