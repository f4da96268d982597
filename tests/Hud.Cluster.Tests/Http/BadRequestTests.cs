using System.Net;
using System.Text;
using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;

namespace Hud.Cluster.Tests.Http;

/// <summary>What no honest client asks of a seed: each is told what is wrong, in a problem document.</summary>
public sealed class BadRequestTests(LocalSeed seed) : IClassFixture<LocalSeed>
{
    private const string Secret = "nobody must read this";

    private async Task<string> Refused(HttpMethod method, string path, HttpStatusCode status, byte[]? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new ByteArrayContent(body) };
        using var answer = await seed.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        if (status == HttpStatusCode.MethodNotAllowed) Assert.NotEmpty(answer.Content.Headers.Allow);
        return problem.RootElement.GetProperty("detail").GetString()!;
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("name: tiny\nscenes: [synthetic]\n")]
    [InlineData("{\"command\":{},\"plan\":{}}")]
    [InlineData("{\"command\":\"c\",\"plan\":{\"id\":\"x\",\"name\":\"x\",\"trials\":\"all\"}}")]
    [InlineData("{\"command\":\"c\",\"plan\":{\"id\":\"x\",\"name\":\"x\",\"trials\":[{\"scene\":99}]}}")]
    [InlineData("{\"command\":\"c\",\"plan\":{\"id\":1,\"name\":\"x\"}}")]
    [InlineData("{\"command\":\"c\",\"plan\":{\"id\":\"x\",\"name\":\"\\ud800\",\"trials\":[]}}")]
    public async Task Submission_that_cannot_be_read_is_refused(string body) =>
        Assert.NotEmpty(await Refused(HttpMethod.Post, "api/experiments", HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Bytes_that_are_no_text_and_nesting_without_end_are_refused()
    {
        await Refused(HttpMethod.Post, "api/experiments", HttpStatusCode.BadRequest, [0xff, 0xfe, 0x00, 0x7b]);
        await Refused(HttpMethod.Post, "api/experiments", HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes(new string('[', 100_000)));
        await Refused(
            HttpMethod.Post, "api/experiments", HttpStatusCode.BadRequest,
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"plan\":", 10_000))));
    }

    [Theory]
    [InlineData("GET", "api/experiments/none")]
    [InlineData("GET", "api/experiments/none/trials")]
    [InlineData("GET", "api/experiments/none/attempts")]
    [InlineData("GET", "api/experiments/none/ledger")]
    [InlineData("GET", "api/experiments/none/tables")]
    [InlineData("GET", "api/experiments/none/figures")]
    [InlineData("GET", "api/experiments/none/figures/a.png")]
    [InlineData("GET", "api/trials/none")]
    [InlineData("GET", "api/trials/none/curve")]
    [InlineData("GET", "api/trials/none/log")]
    [InlineData("GET", "api/trials/none/why")]
    [InlineData("GET", "api/trials/none/files/log.jsonl")]
    [InlineData("POST", "api/experiments/none/pause")]
    [InlineData("POST", "api/experiments/none/resume")]
    [InlineData("POST", "api/experiments/none/cancel")]
    [InlineData("POST", "api/experiments/none/priority/5")]
    [InlineData("POST", "api/trials/none/retry")]
    [InlineData("POST", "api/trials/none/quarantine")]
    [InlineData("POST", "api/nodes/none/drain")]
    [InlineData("POST", "api/nodes/none/undrain")]
    [InlineData("POST", "api/nodes/none/quarantine")]
    [InlineData("POST", "api/nodes/none/release")]
    public async Task What_is_not_here_is_named(string method, string path) =>
        Assert.Matches("^no .*(none|a.png)", await Refused(new HttpMethod(method), path, HttpStatusCode.NotFound));

    [Theory]
    [InlineData("GET", "api/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/experiments/none/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "API", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "api/experiments", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "api/experiments/none", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "api/experiments/none/pause", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "api/nodes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "api/events", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "api/trials/none", HttpStatusCode.MethodNotAllowed)]
    [InlineData("TRACE", "api/nodes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("BREW", "api/nodes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "api/attempts?limit=abc", HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/attempts?limit=99999999999", HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/attempts?limit=1&limit=2", HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/attempts?cursor=-1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/trials/none/log?tail=1e9", HttpStatusCode.BadRequest)]
    [InlineData("POST", "api/nodes/none/drain?command=a%20b", HttpStatusCode.BadRequest)]
    [InlineData("POST", "api/experiments/none/priority/high", HttpStatusCode.NotFound)]
    public async Task Odd_request_is_told_what_is_wrong(string method, string path, HttpStatusCode status) =>
        Assert.NotEmpty(await Refused(new HttpMethod(method), path, status));

    [Fact]
    public async Task Reason_for_a_quarantine_has_an_end() =>
        Assert.Contains("200", await Refused(HttpMethod.Post, $"api/nodes/none/quarantine?reason={new string('x', 201)}", HttpStatusCode.BadRequest), StringComparison.Ordinal);

    [Fact]
    public async Task Body_that_is_too_large_is_refused_unread()
    {
        var answer = await RawHttp.Ask(seed.Address, $"POST /api/experiments HTTP/1.1\r\nHost: {seed.Address.Authority}\r\nContent-Length: {(256L << 20) + 1}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("\"detail\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET /api/nodes HTTP/1.1\r\n\r\n")]
    [InlineData("GET /api/nodes HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("POST /api/experiments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("POST /api/experiments HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /api/experiments HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Request_that_is_no_http_is_hung_up_on(string request) =>
        Assert.Matches("^HTTP/1.1 (4..|505) ", await RawHttp.Ask(seed.Address, request));

    [Fact]
    public async Task Endless_addresses_and_headers_are_refused()
    {
        Assert.StartsWith("HTTP/1.1 414", await RawHttp.Ask(seed.Address, $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", await RawHttp.Ask(seed.Address, $"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 40_000)}\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>Sent as they are: an HTTP client would tidy them up first.</summary>
    [Theory]
    [InlineData("../secret")]
    [InlineData("..%2fsecret")]
    [InlineData("%2e%2e/secret")]
    [InlineData("%2e%2e%2fsecret")]
    [InlineData("..%5csecret")]
    [InlineData("..\\secret")]
    [InlineData("%252e%252e%252fsecret")]
    [InlineData("a/../../secret")]
    [InlineData("a/..%2f..%2fsecret")]
    [InlineData("%c0%ae%c0%ae/secret")]
    [InlineData("%2e%2e%00/secret")]
    [InlineData("{absolute}")]
    [InlineData("{encoded}")]
    [InlineData("file:{absolute}")]
    public async Task No_name_leads_out_of_the_folders(string name)
    {
        await seed.Http.Submit(Submissions.Of("traversal", "traversal-1"));
        var key = TrialKey.Of(Submissions.Spec());
        await TestCluster.WaitUntil(async () => (await seed.Http.GetAsync($"api/trials/{key.Value}")).IsSuccessStatusCode, "in the history");
        // One beside every folder that a name is looked up in.
        string[] folders = ["", "seed", "seed/experiments", "seed/experiments/traversal-1", "seed/artifacts", "shared", "shared/trials", $"shared/trials/{key.Short}/a"];
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(seed.Folder[folder]);
            await File.WriteAllTextAsync(seed.Folder[$"{folder}/secret"], Secret);
        }

        Directory.CreateDirectory(seed.Folder["seed/experiments/traversal-1/figures"]);
        var file = name.Replace("{absolute}", seed.Folder["secret"], StringComparison.Ordinal)
            .Replace("{encoded}", Uri.EscapeDataString(seed.Folder["secret"]), StringComparison.Ordinal);
        string[] addresses =
        [
            $"/api/trials/{key.Value}/files/{file}", $"/api/experiments/traversal-1/figures/{file}", $"/artifacts/{key.Value}/1/{file}",
            $"/api/experiments/{file}/figures/secret", $"/api/trials/{file}/files/secret", $"/artifacts/{file}/1/secret", $"/assets/{file}", $"/{file}",
        ];
        foreach (var address in addresses)
        {
            var answer = await RawHttp.Ask(seed.Address, $"GET {address} HTTP/1.1\r\nHost: {seed.Address.Authority}\r\nConnection: close\r\n\r\n");
            Assert.Matches("^HTTP/1.1 4..", answer);
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        }
    }
}
