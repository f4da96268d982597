using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Hud.Actors.Artifacts;
using Hud.Seed.Artifacts;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>Requests that no honest client sends.</summary>
public sealed class ArtifactEndpointsTests : IDisposable
{
    private static readonly byte[] Body = StoreServer.Content(1000);
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Body));
    private static readonly string Key = StoreServer.Trial.Value;

    private readonly TemporaryFolder _seed = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _seed.Dispose();
    }

    private async Task<HttpResponseMessage> Put(
        Uri server, string path, byte[] body, string sha256, string offset = "0", string? length = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(server, path)) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation(ArtifactHeaders.Offset, offset);
        request.Headers.TryAddWithoutValidation(ArtifactHeaders.Length, length ?? body.Length.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(ArtifactHeaders.Sha256, sha256);
        return await _http.SendAsync(request);
    }

    /// <summary>A request line as it stands, which no HTTP client would let through.</summary>
    private static async Task<string> Raw(Uri server, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"PUT {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{ArtifactHeaders.Offset}: 0\r\n{ArtifactHeaders.Length}: {Body.Length}\r\n{ArtifactHeaders.Sha256}: {Sha256}\r\nContent-Length: {Body.Length}\r\n\r\n"));
        try
        {
            await stream.WriteAsync(Body);
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync() ?? "closed";
        }
        catch (IOException)
        {
            return "closed";
        }
    }

    [Fact]
    public async Task No_path_outside_the_store_can_be_named()
    {
        using var outer = new TemporaryFolder();
        var root = outer["deep/store"];
        await using var server = await StoreServer.Start(root);
        string[] names =
        [
            "../x", "..%2fx", "%2e%2e/x", "%2e%2e%2fx", "..%5cx", "a/../../x", "a/%2e%2e/%2e%2e/%2e%2e/x", "/etc/x", "//etc/x",
            "%2fetc%2fx", ".hidden", "a/.hidden", ".artifacts.json", "a%00b", "a b", "a\\b", "C:%5cx", "~/x", "a/./b", "a//b", "a/",
            "%c0%ae%c0%ae/x", "%e2%80%ae", "a/b/c/d/e", new string('a', 201), "con:", "$(x)", "a%0ab", "a?b", "..",
        ];
        foreach (var name in names)
        {
            foreach (var target in (string[])[$"/artifacts/{Key}/1/{name}", $"/artifacts/{Key}/{name}/x", $"/artifacts/{name}/1/x"])
            {
                var answer = await Raw(server.Address, target);
                Assert.False(answer.Contains(" 500 ", StringComparison.Ordinal), $"{target}: {answer}");
            }
        }

        // HTTP itself reads "a/./b" and "a?b"; what is left of them is a plain name.
        Assert.All(outer.Files, f => Assert.StartsWith($"deep/store/{Key}/1/", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0", "1000", "abc", HttpStatusCode.BadRequest)]
    [InlineData("0", "1000", null, HttpStatusCode.BadRequest)]
    [InlineData("-1", "1000", "", HttpStatusCode.BadRequest)]
    [InlineData("0", "99999999999999999999", "", HttpStatusCode.BadRequest)]
    [InlineData("0", "1e3", "", HttpStatusCode.BadRequest)]
    [InlineData("5", "1000", "", HttpStatusCode.Conflict)]
    [InlineData("0", "999", "", HttpStatusCode.UnprocessableEntity)]
    [InlineData("0", "9000000", "", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Odd_headers_are_refused_and_leave_nothing(string offset, string length, string? sha256, HttpStatusCode expected)
    {
        await using var server = await StoreServer.Start(
            _seed.Path, options: new ArtifactOptions { Reserve = 0, MaximumFile = 1 << 20 });
        using var answer = await Put(server.Address, $"artifacts/{Key}/1/x", Body, sha256 == "" ? Sha256 : sha256 ?? "", offset, length);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("detail", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(_seed.Files, f => new FileInfo(_seed[f]).Length > 0);
        using var seen = await _http.GetAsync(new Uri(server.Address, $"artifacts/{Key}/1/x"));
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
    }

    [Fact]
    public async Task Part_larger_than_allowed_is_refused_unread()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        using var answer = await Put(server.Address, $"artifacts/{Key}/1/x", new byte[ArtifactHeaders.MaximumPart + 1], Sha256);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(_seed.Files);
    }

    [Fact]
    public async Task Attempt_cannot_have_more_files_than_allowed()
    {
        await using var server = await StoreServer.Start(
            _seed.Path, options: new ArtifactOptions { Reserve = 0, MaximumFiles = 2 });
        Assert.Equal(HttpStatusCode.Created, (await Put(server.Address, $"artifacts/{Key}/1/a", Body, Sha256)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Put(server.Address, $"artifacts/{Key}/1/b", Body, Sha256)).StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, (await Put(server.Address, $"artifacts/{Key}/1/c", Body, Sha256)).StatusCode);
    }

    [Fact]
    public async Task Link_inside_the_store_is_not_followed()
    {
        using var outside = new TemporaryFolder();
        await using var server = await StoreServer.Start(_seed.Path);
        Directory.CreateDirectory(_seed[$"{Key}/1"]);
        Directory.CreateSymbolicLink(_seed[$"{Key}/1/sub"], outside.Path);
        using var answer = await Put(server.Address, $"artifacts/{Key}/1/sub/x", Body, Sha256);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain(_seed.Path, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(outside.Files);
    }

    [Fact]
    public async Task Ranges_are_served()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        await Put(server.Address, $"artifacts/{Key}/1/x", Body, Sha256);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, $"artifacts/{Key}/1/x"));
        request.Headers.Range = new(990, null);
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Body[990..], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Two_senders_of_one_file_do_not_mix()
    {
        await using var server = await StoreServer.Start(_seed.Path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Put(server.Address, $"artifacts/{Key}/1/x", Body, Sha256)));
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Conflict]));
        Assert.Equal(Body, await _http.GetByteArrayAsync(new Uri(server.Address, $"artifacts/{Key}/1/x")));
    }
}
