using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hud.Cluster.Tests.Telemetry;
using Hud.Tests.Shared;
using Microsoft.AspNetCore.Routing;

namespace Hud.Cluster.Tests.Http;

/// <summary>What the API says of itself, beside what it has and what the docs say.</summary>
public sealed partial class OpenApiTests
{
    private const string Document = "api/openapi.json";

    private static async Task<string> Text()
    {
        await using var api = await ApiOnly.Start();
        return await Text(api);
    }

    private static async Task<string> Text(ApiOnly api)
    {
        using var answer = await api.Http.GetAsync(Document, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static IEnumerable<string> Described(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        select $"{method.Name.ToUpperInvariant()} {Blank().Replace(path.Name, "{}")}";

    [Fact]
    public async Task Description_is_the_one_that_was_reviewed() =>
        Golden.Matches("openapi.json", (await Text()).ReplaceLineEndings("\n") + "\n");

    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        await using var api = await ApiOnly.Start();
        using var document = JsonDocument.Parse(await Text(api));
        var routes =
            from route in api.Routes
            let path = "/" + route.RoutePattern.RawText!.TrimStart('/')
            where path is not "/metrics" && path != $"/{Document}"
            from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            select $"{method} {Blank().Replace(path, "{}")}";
        Assert.Equal(routes.Order(StringComparer.Ordinal), Described(document.RootElement).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Docs_name_every_address_and_no_other()
    {
        using var document = JsonDocument.Parse(await Text());
        Assert.Equal(
            Documented().Order(StringComparer.Ordinal),
            Described(document.RootElement).Where(d => !d.Contains("/healthz/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_says_what_it_does_what_it_takes_and_how_it_refuses()
    {
        using var document = JsonDocument.Parse(await Text());
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.EndsWith(".", operation.Value.GetProperty("summary").GetString(), StringComparison.Ordinal);
                var parameters = operation.Value.TryGetProperty("parameters", out var some) ? some.EnumerateArray().ToList() : [];
                Assert.All(parameters, p => Assert.EndsWith(".", p.GetProperty("description").GetString(), StringComparison.Ordinal));
                Assert.Equal(
                    Blank().Matches(path.Name).Select(m => m.Value.Trim('{', '}')).Order(),
                    parameters.Where(p => p.GetProperty("in").GetString() == "path").Select(p => p.GetProperty("name").GetString()!).Order());
                var refusals = operation.Value.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5' && r.Name != "416").ToList();
                Assert.Contains(refusals, r => r.Name == "401");
                Assert.All(refusals, r => Assert.True(
                    r.Value.GetProperty("content").TryGetProperty("application/problem+json", out _) || path.Name == "/healthz/ready", $"{operation.Name} {path.Name} {r.Name}"));
            }
        }
    }

    [Fact]
    public async Task Description_is_behind_the_gate_like_all_else()
    {
        const string Token = "kept-secret-0123456789-0123456789-0123456789";
        await using var api = await ApiOnly.Start(Token);
        using (var refused = await api.Http.GetAsync(Document, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        api.Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        using var answer = await api.Http.GetAsync(Document, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    /// <summary>The rows of the tables of docs/api.md: `/a/b/c`, `/d`, `e` are /a/b/c, /a/b/d and /a/b/e.</summary>
    private static IEnumerable<string> Documented()
    {
        var method = "";
        foreach (var line in File.ReadLines(Repository.File("docs/api.md")).Where(l => l.StartsWith('|')))
        {
            var cell = line.Split(" | ")[0].Trim('|', ' ', '-');
            if (cell.Length == 0) continue;
            if (cell[0] != '`') method = cell.Split(' ')[0];
            string? first = null;
            foreach (Match span in Span().Matches(cell))
            {
                var text = span.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal).Split('?')[0];
                var path = first is null || text.StartsWith("/api/", StringComparison.Ordinal)
                    ? text
                    : string.Concat(first.AsSpan(0, first.LastIndexOf('/') + 1), text.TrimStart('/'));
                first ??= path;
                foreach (var verb in method.Split(',')) yield return $"{verb} {Capitals().Replace(path, "{}")}";
            }
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Blank();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Span();

    [GeneratedRegex("(?<=/)[A-Z]+(?=/|$)")]
    private static partial Regex Capitals();
}
