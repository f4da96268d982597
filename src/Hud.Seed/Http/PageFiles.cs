using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Hud.Seed.Http;

/// <summary>The page for browsers, as <c>web/</c> built it: <c>/</c> and <c>/assets/</c>. It holds nothing of the cluster and so
/// asks for no token; the page itself asks for it before it can show anything.</summary>
public static class PageFiles
{
    /// <summary>Where the build puts the page, beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Only what this server serves runs, pictures made from answers of the API aside; no other page may frame it.</summary>
    private const string Policy =
        "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private const string Unbuilt =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>HudCluster</title></head>
        <body><h1>This seed runs, its page was not built</h1>
        <p>The page needs Node.js 18 or later and npm when the program is built. With both installed, in the repository:</p>
        <pre>dotnet build src/Hud.Cli -c Release</pre>
        <p>Then start the seed again. Everything that the page shows, the verbs tell too: <code>hud status</code>,
        <code>hud tables ID</code>, <code>hud nodes</code>, <code>hud why TRIAL</code>.</p></body></html>

        """;

    /// <summary>Answers for the page's addresses; every other request goes on.</summary>
    /// <param name="folder">Holds <c>index.html</c> and <c>assets/</c>; without them a short page says how to build them.</param>
    public static void Use(IApplicationBuilder app, string folder)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.Use((http, next) => IsRoot(http.Request) ? Explain(http) : next(http));
            return;
        }

        app.Use((http, next) =>
        {
            if (IsRoot(http.Request)) http.Request.Path = "/index.html";
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), OnPrepareResponse = Guard });
    }

    private static bool IsRoot(HttpRequest request) =>
        request.Path == "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    private static void Guard(StaticFileResponseContext file)
    {
        Guard(file.Context.Response);
        // Names of assets hold a hash of their content, so what a browser has of them stays right for ever.
        file.Context.Response.Headers.CacheControl =
            file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static void Guard(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    private static Task Explain(HttpContext http)
    {
        Guard(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.WriteAsync(Unbuilt);
    }
}
