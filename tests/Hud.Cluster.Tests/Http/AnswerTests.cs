using System.Text;
using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;

namespace Hud.Cluster.Tests.Http;

/// <summary>Answers of a seed that lives, beside what the API's description says of them.</summary>
public sealed class AnswerTests(LocalSeed seed) : IClassFixture<LocalSeed>
{
    private const string Script = "<script>alert('x')</script>";

    private Task<HttpResponseMessage> Get(string path) => seed.Http.GetAsync(path, TestContext.Current.CancellationToken);

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Answers_have_the_shapes_that_are_described()
    {
        await seed.Http.Submit(Submissions.Of("shapes", "shapes-1", "shapes", [Submissions.Spec(1), Submissions.Spec(2)]));
        var key = TrialKey.Of(Submissions.Spec(1)).Value;
        await TestCluster.WaitUntil(async () => (await Get($"api/trials/{key}")).IsSuccessStatusCode, "in the history");
        using var description = JsonDocument.Parse(await Text(await Get("api/openapi.json")));
        var shapes = new Shapes(description.RootElement);
        (string Method, string Route, string Path, int Status)[] asked =
        [
            ("get", "/api/experiments", "api/experiments", 200),
            ("get", "/api/experiments/{id}", "api/experiments/shapes-1", 200),
            ("get", "/api/experiments/{id}/trials", "api/experiments/shapes-1/trials?limit=1", 200),
            ("get", "/api/experiments/{id}/attempts", "api/experiments/shapes-1/attempts", 200),
            ("get", "/api/experiments/{id}/figures", "api/experiments/shapes-1/figures", 200),
            ("get", "/api/attempts", "api/attempts", 200),
            ("get", "/api/trials/{id}", $"api/trials/{key}", 200),
            ("get", "/api/trials/{id}/curve", $"api/trials/{key}/curve", 200),
            ("get", "/api/trials/{id}/log", $"api/trials/{key}/log", 200),
            ("get", "/api/trials/{id}/why", $"api/trials/{key}/why", 200),
            ("get", "/api/running", "api/running", 200),
            ("get", "/api/nodes", "api/nodes", 200),
            ("get", "/artifacts/{trial}", $"artifacts/{key}", 200),
            ("get", "/healthz/ready", "healthz/ready", 200),
            ("post", "/api/experiments/{id}/pause", "api/experiments/shapes-1/pause", 200),
            ("post", "/api/trials/{id}/quarantine", $"api/trials/{key}/quarantine?reason=a%20test", 200),
            ("post", "/api/trials/{id}/quarantine", $"api/trials/{key}/quarantine", 409),
            ("post", "/api/trials/{id}/retry", $"api/trials/{key}/retry", 200),
            ("get", "/api/experiments/{id}", "api/experiments/none", 404),
            ("get", "/api/attempts", "api/attempts?limit=many", 400),
            ("post", "/api/nodes/{id}/release", "api/nodes/nobody/release", 404),
        ];
        foreach (var (method, route, path, status) in asked)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await seed.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await Text(answer);
            Assert.True((int)answer.StatusCode == status, $"{path}: {answer.StatusCode} {text}");
            var contents = description.RootElement.GetProperty("paths").GetProperty(route).GetProperty(method).GetProperty("responses")
                .GetProperty($"{status}").GetProperty("content");
            var schema = contents.GetProperty(answer.Content.Headers.ContentType!.MediaType!).GetProperty("schema");
            using var document = JsonDocument.Parse(text);
            Assert.True(!shapes.Faults(schema, document.RootElement).Any(), $"{path}: {string.Join("; ", shapes.Faults(schema, document.RootElement))}");
        }

        // Words are taken in any case; the description has the one that answers use.
        var plan = Encoding.UTF8.GetString(Submissions.Of("x", "x-1")).Replace("Synthetic", "synthetic", StringComparison.Ordinal);
        await seed.Http.Submit(Encoding.UTF8.GetBytes(plan));
        using var body = JsonDocument.Parse(plan);
        var taken = description.RootElement.GetProperty("paths").GetProperty("/api/experiments").GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Empty(shapes.Faults(taken, body.RootElement));
    }

    [Fact]
    public async Task Script_in_names_is_text()
    {
        await seed.Http.Submit(Submissions.Of("script", "script-1", Script, [Submissions.Spec(3, Script, Script)]));
        var key = TrialKey.Of(Submissions.Spec(3, Script, Script)).Value;
        await TestCluster.WaitUntil(async () => (await Get($"api/trials/{key}")).IsSuccessStatusCode, "in the history");
        await TestCluster.WaitUntil(async () => (await Get("api/experiments/script-1/ledger")).IsSuccessStatusCode, "in the library");
        string[] paths =
        [
            "api/experiments", "api/experiments/script-1", "api/experiments/script-1/trials", $"api/trials/{key}", "api/experiments/script-1/ledger",
            "api/experiments/script-1/tables", "api/experiments/script-1/tables?format=html", $"api/experiments/{Uri.EscapeDataString(Script)}",
            $"api/trials/{Uri.EscapeDataString(Script)}", $"api/attempts?cursor={Uri.EscapeDataString(Script)}", Uri.EscapeDataString(Script),
        ];
        foreach (var path in paths)
        {
            using var answer = await Get(path);
            Assert.Contains(
                answer.Content.Headers.ContentType!.MediaType, (string[])["application/json", "application/problem+json", "text/plain"]);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        using var html = await Get("api/experiments/script-1/tables?format=html");
        Assert.DoesNotContain("<script", await Text(html), StringComparison.OrdinalIgnoreCase);
    }
}
