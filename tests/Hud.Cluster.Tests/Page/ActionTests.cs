using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

[Collection("Page")]
public sealed class ActionTests(PageCluster here)
{
    [Fact]
    public async Task Experiment_paused_on_the_page_starts_nothing_until_it_is_resumed_there()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        var page = tab.Page;
        var id = await here.Submit("options: { hud: { preset: tiny, endmembers: 5 } }\nrequires: { labels: [late] }");
        await tab.Go($"experiments/{id}/trials");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator("h1 + .chip")).ToContainTextAsync("paused");
        here.Cluster.StartNode("n3", "late").WaitFor("n3 is ready");
        await page.GetByRole(AriaRole.Table, new() { Name = "Trials" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("main .note")).ToContainTextAsync("paused");
        await Expect(page.Locator("main")).ToContainTextAsync("0 of 1 trial recorded");

        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(page.Locator("h1 + .chip")).ToContainTextAsync("complete");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Experiment_is_cancelled_only_after_a_question()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        var page = tab.Page;
        var id = await here.SubmitWaiting();
        await tab.Go($"experiments/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel experiment" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal("pending", TestCluster.Status(await here.FirstTrial(id)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel experiment" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel experiment" }).ClickAsync();
        await Expect(page.Locator("h1 + .chip")).ToContainTextAsync("cancelled");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel experiment" })).ToHaveCountAsync(0);
        Assert.Equal("cancelled", TestCluster.Status(await here.FirstTrial(id)));
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Failed_trial_is_tried_again_from_the_page()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        var page = tab.Page;
        await here.Submit(new ExperimentPlan("failing-1", "failing", [Plans.Impossible("synthetic", 1)], null));
        await tab.Go("experiments/failing-1/faults");
        var given = page.GetByRole(AriaRole.Region, new() { Name = "Trials given up" });
        await Expect(given.GetByRole(AriaRole.Listitem)).ToContainTextAsync("hud on synthetic, seed 1");
        var before = (await here.FirstTrial("failing-1")).GetProperty("attempt").GetInt32();
        await given.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Last).ToContainTextAsync("is tried again");
        await Expect(given.GetByRole(AriaRole.Listitem)).ToContainTextAsync("hud on synthetic, seed 1");
        await here.Cluster.WaitForTrials("failing-1", trials => trials[0].GetProperty("attempt").GetInt32() > before, "tried again");
        tab.AssertQuiet();
    }

    [Fact]
    public async Task Refusal_is_told_in_the_words_of_the_seed()
    {
        Chromium.Require();
        await using var tab = await here.Open();
        var page = tab.Page;
        var id = await here.SubmitWaiting();
        await tab.Go($"experiments/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel experiment" }).ClickAsync();
        await here.Post($"api/experiments/{id}/cancel");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel experiment" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was cancelled; submit it again");
        tab.AssertQuiet("409 (Conflict)");
    }
}
