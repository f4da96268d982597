using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Hud.Cluster.Tests.Page;

/// <summary>A browser's tab, with an ear for everything that a page must not do.</summary>
internal sealed class Tab : IAsyncDisposable
{
    /// <summary>Generous: the machine may be busy with other things.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Tab(IBrowserContext context, IPage page, string server)
    {
        (_context, Page) = (context, page);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        context.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") _complaints.Enqueue($"console: {said.Text} {said.Location}");
        };
        context.WebError += (_, error) => _complaints.Enqueue($"error: {error.Error}");
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith($"{server}/", StringComparison.Ordinal) && !request.Url.StartsWith($"blob:{server}/", StringComparison.Ordinal))
                _complaints.Enqueue($"request elsewhere: {request.Url}");
        };
    }

    public IPage Page { get; }

    public static async Task<Tab> Open(IBrowserContext context, string server)
    {
        var tab = new Tab(context, await context.NewPageAsync(), server);
        await tab.Page.GotoAsync("/");
        return tab;
    }

    /// <summary>Moves the page to a view as a link would, without loading it again.</summary>
    /// <param name="hash">What follows <c>#/</c>.</param>
    public async Task Go(string hash)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash }", $"#/{hash}");
        await Assertions.Expect(Page.Locator("main .empty", new() { HasText = "Reading the" })).ToHaveCountAsync(0);
    }

    /// <summary>Presses Tab until the wanted element has the focus, as somebody without a mouse would.</summary>
    public async Task TabTo(ILocator wanted)
    {
        await Assertions.Expect(wanted).ToBeVisibleAsync();
        for (var presses = 0; presses < 100; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }

        Assert.Fail($"the keyboard does not reach {wanted}");
    }

    /// <summary>Nothing was said on the console, nothing failed, nobody else was asked.</summary>
    /// <param name="expected">What a test brought about by itself.</param>
    public void AssertQuiet(params string[] expected)
    {
        var complaints = _complaints.Where(c => !expected.Any(e => c.Contains(e, StringComparison.Ordinal))).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
