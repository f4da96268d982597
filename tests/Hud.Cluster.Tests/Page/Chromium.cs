using System.Reflection;
using System.Runtime.CompilerServices;
using Hud.Cluster.Tests.Telemetry;
using Hud.Tests.Shared;
using Microsoft.Playwright;

namespace Hud.Cluster.Tests.Page;

/// <summary>Debian's browser without a window, for all tests of the page.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly NotRun NotRun = new("PAGE NOT TESTED (needs chromium, and nodejs and npm before the build)");

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright driver, IBrowser browser) => (_driver, _browser) = (driver, browser);

    /// <summary>Checks of accessibility, among the page's development packages.</summary>
    public static string Axe { get; } = Repository.File("web/node_modules/axe-core/axe.min.js");

    /// <summary>Whether there are a browser and a built page.</summary>
    public static bool IsHere { get; } =
        File.Exists(Program) && File.Exists(Axe) && File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html"));

    public static void Require([CallerMemberName] string test = "")
    {
        if (IsHere) return;
        NotRun.Remember(test);
        Assert.Skip("no Chromium, or the page was not built");
    }

    public static async Task<Chromium> Start()
    {
        var driver = typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PlaywrightDriver").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", driver);
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Tab.Patience.TotalMilliseconds);
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program }));
    }

    /// <summary>A tab that shares nothing with the others.</summary>
    /// <param name="scripts">What runs in it before the page does.</param>
    public async Task<Tab> Open(string server, params string[] scripts)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = server, ViewportSize = new() { Width = 1280, Height = 900 } });
        foreach (var script in scripts) await context.AddInitScriptAsync(script);
        return await Tab.Open(context, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }
}
