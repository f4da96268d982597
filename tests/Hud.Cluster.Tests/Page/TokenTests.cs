using Hud.Actors.Security;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hud.Cluster.Tests.Page;

[Collection("Page")]
public sealed class TokenTests(PageCluster here) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Wrong_and_expired_tokens_are_asked_for_again_and_then_the_page_goes_on()
    {
        Chromium.Require();
        TokenFile.WriteNew(_folder["token"]);
        using var cluster = new TestCluster(token: _folder["token"]);
        var seed = cluster.StartSeed();
        seed.WaitFor("seed is ready");
        await using var tab = await here.Browser.Open(cluster.Server);
        var dialog = tab.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("This cluster asks for its token");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Give(tab, "not-the-token-but-just-as-long-as-one-is");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("no longer, the right one");
        await Give(tab, TokenFile.Read(_folder["token"]));
        await Expect(tab.Page.Locator("main")).ToContainTextAsync("No experiment yet");
        await Expect(tab.Page.Locator(".connection")).ToHaveTextAsync("live");

        // Tokens are read at the start: a seed with a new one is another process on the same folder.
        seed.Signal("TERM");
        Assert.Equal(0, seed.WaitForExit());
        await Expect(tab.Page.Locator(".connection")).ToContainTextAsync("no connection");
        File.Delete(_folder["token"]);
        TokenFile.WriteNew(_folder["token"]);
        cluster.StartSeed().WaitFor("seed is ready");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("no longer, the right one");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeVisibleAsync();
        await Give(tab, TokenFile.Read(_folder["token"]));
        await Expect(tab.Page.Locator(".connection")).ToHaveTextAsync("live");
        await Expect(dialog).ToHaveCountAsync(0);
        tab.AssertQuiet("401 (Unauthorized)", "Failed to load resource: net::ERR_");
    }

    private static async Task Give(Tab tab, string token)
    {
        await tab.Page.GetByRole(AriaRole.Textbox).FillAsync(token);
        await tab.Page.Keyboard.PressAsync("Enter");
    }
}
