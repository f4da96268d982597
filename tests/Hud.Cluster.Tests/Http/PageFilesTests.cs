using System.Net;
using System.Net.Sockets;
using System.Text;
using Hud.Http;
using Hud.Seed.Http;
using Hud.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hud.Cluster.Tests.Http;

public sealed class PageFilesTests
{
    private const string Token = "kept-secret-0123456789-0123456789-0123456789";

    /// <summary>A seed's order: page, gate, API.</summary>
    private static Task<BareServer> Server(string folder) => BareServer.Start(app =>
    {
        PageFiles.Use(app, folder);
        TokenGate.Use(app, new Tokens(Token, null));
        app.Run(http => http.Response.WriteAsync("inside"));
    });

    private static TemporaryFolder Built()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["wwwroot/assets"]);
        File.WriteAllText(folder["wwwroot/index.html"], "<!doctype html>page");
        File.WriteAllText(folder["wwwroot/assets/index-1f2e3d4c.js"], "script");
        File.WriteAllText(folder["secret.txt"], "secret");
        return folder;
    }

    private static async Task<HttpResponseMessage> Get(BareServer server, string path, HttpMethod? method = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(server.Address, path));
        return await client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.TryGetValues(name, out var values) ? values : []);

    [Theory]
    [InlineData("/", "<!doctype html>page", "text/html", "no-cache")]
    [InlineData("/assets/index-1f2e3d4c.js", "script", "text/javascript", "public, max-age=31536000, immutable")]
    public async Task Page_needs_no_token_and_is_guarded(string path, string content, string type, string cache)
    {
        using var folder = Built();
        await using var server = await Server(folder["wwwroot"]);
        using var answer = await Get(server, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(content, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(cache, Header(answer, "Cache-Control"));
        Assert.StartsWith("default-src 'self'; img-src 'self' blob:;", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
    }

    [Theory]
    [InlineData("/api/nodes")]
    [InlineData("/assets/missing.js")]
    [InlineData("/secret.txt")]
    [InlineData("/index.htm")]
    [InlineData("/assets/")]
    public async Task Anything_else_stays_behind_the_gate(string path)
    {
        using var folder = Built();
        await using var server = await Server(folder["wwwroot"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(server, path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(server, "/", HttpMethod.Post)).StatusCode);
    }

    /// <summary>Sent as they are: an HTTP client would tidy them up first.</summary>
    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/assets/..%2f..%2fsecret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("//secret.txt")]
    public async Task No_path_leads_out_of_the_folder(string path)
    {
        using var folder = Built();
        await using var server = await Server(folder["wwwroot"]);
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        var request = $"GET {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\n", answer + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_was_not_built_says_how_to_build_it()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Server(folder["wwwroot"]);
        using var answer = await Get(server, "/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("dotnet build src/Hud.Cli", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotEmpty(Header(answer, "Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(server, "/api/nodes")).StatusCode);
    }

    [Fact]
    public async Task Head_has_no_body_and_an_unchanged_page_is_not_sent_again()
    {
        using var folder = Built();
        await using var server = await Server(folder["wwwroot"]);
        using var head = await Get(server, "/", HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length));
        using var client = new HttpClient();
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address);
        again.Headers.IfNoneMatch.Add(head.Headers.ETag!);
        using var answer = await client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }
}
