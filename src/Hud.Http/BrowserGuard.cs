using Hud.Actors.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hud.Http;

/// <summary>An API without token trusts this machine, and a browser on it shows pages of others: they must not reach the
/// API through it, neither directly nor under a name of theirs that leads here.</summary>
public static class BrowserGuard
{
    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
        IsForeign(http.Request)
            ? Problem.Write(
                http, StatusCodes.Status403Forbidden, "not from here",
                "without a token the API answers only this machine, at 127.0.0.1 or localhost, and no pages of others")
            : next(http));

    private static bool IsForeign(HttpRequest request) =>
        !BindRule.IsLoopback(request.Host.Host)
        || request.Headers.Origin.Any(o => !Uri.TryCreate(o, UriKind.Absolute, out var origin) || origin.Authority != request.Host.Value);
}
