using System.Net;
using System.Net.Http.Headers;
using Hud.Actors.Security;
using Hud.Experiments;
using Hud.Http;
using Hud.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hud.Cluster.Tests.Http;

public sealed class TokenGateTests
{
    private const string Token = "kept-secret-0123456789-0123456789-0123456789";

    private static Task<BareServer> Server(string? token) => BareServer.Start(app =>
    {
        TokenGate.Use(app, new Tokens(token, null));
        app.Run(http => http.Response.WriteAsync("inside"));
    });

    private static async Task<HttpResponseMessage> Get(BareServer server, string path, string? authorization = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer kept-secret-0123456789-0123456789-012345678")]
    [InlineData("Bearer kept-secret-0123456789-0123456789-01234567890")]
    [InlineData("Bearer KEPT-SECRET-0123456789-0123456789-0123456789")]
    [InlineData("Basic kept-secret-0123456789-0123456789-0123456789")]
    [InlineData("kept-secret-0123456789-0123456789-0123456789")]
    public async Task Wrong_token_is_told_what_to_do(string? authorization)
    {
        await using var server = await Server(Token);
        foreach (var path in (string[])["/", "/api/nodes", "/healthz/ready", "/healthz/live/", "/HEALTHZ/live", "/healthz/live/../ready"])
        {
            using var answer = await Get(server, path, authorization);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("token file", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Right_token_and_the_sign_of_life_pass()
    {
        await using var server = await Server(Token);
        Assert.Equal(HttpStatusCode.OK, (await Get(server, "/api/nodes", $"Bearer {Token}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(server, TokenGate.OpenPath)).StatusCode);
    }

    [Fact]
    public async Task Without_a_token_there_is_no_gate()
    {
        await using var server = await Server(null);
        Assert.Equal(HttpStatusCode.OK, (await Get(server, "/api/nodes")).StatusCode);
    }

    [Fact]
    public async Task Token_appears_in_no_log_and_no_answer()
    {
        await using var server = await Server(Token);
        using var good = await Get(server, "/", $"Bearer {Token}");
        using var bad = await Get(server, "/", $"Bearer x{Token}");
        Assert.NotEmpty(server.Logged);
        Assert.DoesNotContain(Token, server.Logged + bad + good + await bad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_with_the_clusters_certificate_serves_clients_that_know_the_authority()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var identity = Certificates.In(folder, "127.0.0.1");
        await using var server = await BareServer.Start(app =>
        {
            TokenGate.Use(app, new Tokens(Token, null));
            app.Run(http => http.Response.WriteAsync("inside"));
        }, () => identity.Certificate);
        using (var client = SecureHttp.Client(server.Address, identity.Authority, Token, TimeProvider.System))
            Assert.Equal("inside", await client.GetStringAsync(new Uri("api/nodes", UriKind.Relative)));

        var stranger = Certificates.In(elsewhere, "127.0.0.1").Authority;
        using (var client = SecureHttp.Client(server.Address, stranger, Token, TimeProvider.System))
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/", UriKind.Relative)));
            Assert.Contains("not issued by this cluster's authority", refused.InnerException!.Message, StringComparison.Ordinal);
        }

        var otherName = new UriBuilder(server.Address) { Host = "localhost" }.Uri;
        using (var client = SecureHttp.Client(otherName, identity.Authority, Token, TimeProvider.System))
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/", UriKind.Relative)));
            Assert.Contains("127.0.0.1", refused.InnerException!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Https_shows_a_renewed_certificate_without_a_restart()
    {
        using var folder = new TemporaryFolder();
        var settings = Certificates.SettingsIn(folder, "127.0.0.1");
        var live = new LiveCertificate(settings, TimeProvider.System, _ => { });
        await using var server = await BareServer.Start(
            app => app.Run(http => http.Response.WriteAsync("inside")), () => live.Current);
        var first = await Shown();
        new AuthorityFolder(folder.Path, TimeProvider.System).Renew("seed", [], TimeSpan.FromDays(9));
        using var renewed = CertificateFile.Read(settings.Certificate);
        Assert.NotEqual(renewed.SerialNumber, first);
        // Looked for once a second.
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Shown() == first) deadline.Token.ThrowIfCancellationRequested();
        Assert.Equal(renewed.SerialNumber, await Shown());

        async Task<string> Shown()
        {
            var shown = "";
            using var handler = new SocketsHttpHandler();
            // Which one it is is all that is asked; whether clients trust it is tested above.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                (shown = certificate?.GetSerialNumberString() ?? "").Length > 0;
            using var client = new HttpClient(handler);
            Assert.Equal("inside", await client.GetStringAsync(server.Address, TestContext.Current.CancellationToken));
            return shown;
        }
    }

    [Fact]
    public void Client_sends_no_token_in_the_open()
    {
        Assert.Throws<InputException>(() => SecureHttp.Client(new Uri("http://lab-1:80"), null, Token, TimeProvider.System));
        Assert.Throws<InputException>(() => SecureHttp.Client(new Uri("https://lab-1:80"), null, Token, TimeProvider.System));
        using var loopback = SecureHttp.Client(new Uri("http://127.0.0.1:80"), null, Token, TimeProvider.System);
        Assert.Equal(new AuthenticationHeaderValue("Bearer", Token), loopback.DefaultRequestHeaders.Authorization);
    }
}
