using System.Net;
using System.Text;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Cluster.Tests.Support;
using Hud.Experiments.Plans;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>The HTTP API of a seed without nodes.</summary>
public sealed class ApiTests : IDisposable
{
    private readonly TestCluster _cluster = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _cluster.Dispose();
    }

    private static byte[] Submission(string command, string id)
    {
        var spec = new TrialSpec(
            new ScenePin("synthetic", new string('a', 64), Provenance.Synthetic, 40, 36, 12, 4), "hud", 7,
            new Budget(1, 1, 1, 16), new Sampling(1, "ddim", 1), new Evaluation(["point_fidelity"], 8, 32),
            System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, 1);
        return JsonSerializer.SerializeToUtf8Bytes(
            new CoordinatorProtocol.SubmitExperiment(new CommandId(command), new ExperimentPlan(id, "tiny", [spec], null)),
            HudJson.Default.SubmitExperiment);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await _http.PostAsync($"{_cluster.Server}/{path}", content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    private async Task<HttpStatusCode> Get(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_cluster.Server}/api/nodes");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    [Fact]
    public async Task Seed_takes_experiments_once_and_answers_for_them()
    {
        _cluster.StartSeed().WaitFor("seed is ready");
        foreach (var _ in (int[])[1, 2])
        {
            var (status, accepted) = await Post("api/experiments", Submission("command-1", "tiny-1"));
            Assert.Equal((HttpStatusCode.OK, 1), (status, accepted.GetProperty("trials").GetInt32()));
        }

        // hud watch asks at once: what was just accepted is never unknown, at worst not written yet.
        using (var ledger = await _http.GetAsync($"{_cluster.Server}/api/experiments/tiny-1/ledger", TestContext.Current.CancellationToken))
            Assert.Contains(ledger.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);

        var list = (await _cluster.Get("api/experiments"))!.Value.GetProperty("experiments");
        Assert.Equal("tiny-1", Assert.Single(list.EnumerateArray()).GetProperty("id").GetString());
        var trial = Assert.Single((await _cluster.Get("api/experiments/tiny-1"))!.Value.GetProperty("trials").EnumerateArray());
        Assert.Equal("pending", trial.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Array, (await _cluster.Get("api/nodes"))!.Value.GetProperty("nodes").ValueKind);
        Assert.True((await _cluster.Get("healthz/ready"))!.Value.GetProperty("ready").GetBoolean());
        Assert.True((await _cluster.Get("healthz/live"))!.Value.GetProperty("ready").GetBoolean());

        (string Body, string Rule)[] bad =
        [
            ("nonsense", "not a plan"),
            ("{}", "'command' and 'plan' are needed"),
            (Encoding.UTF8.GetString(Submission("command-2", "../../etc")), "'plan.id' must have"),
            (Encoding.UTF8.GetString(Submission("command 2", "tiny-2")), "'command' must have"),
            ("""{"command":"c","plan":{"id":"x","name":"x","trials":[]}}""", "'plan.trials' must hold"),
            (Encoding.UTF8.GetString(Submission("command-2", "tiny-2")).Replace("\"id\":", "\"search\":{\"points\":3},\"id\":", StringComparison.Ordinal), "the search's space is incomplete"),
            (Encoding.UTF8.GetString(Submission("command-2", "tiny-2")).Replace("\"id\":", "\"until_decided\":{\"min\":3,\"max\":6},\"id\":", StringComparison.Ordinal), "verdicts are about published numbers"),
            ("""{"command":"c","plan":{"id":"x","name":"x","trials":[null]}}""", "a trial must be an object"),
        ];
        foreach (var (body, rule) in bad)
        {
            var (status, answer) = await Post("api/experiments", Encoding.UTF8.GetBytes(body));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(rule, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, await Get("Origin", "http://elsewhere.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await Get("Origin", "null"));
        Assert.Equal(HttpStatusCode.Forbidden, await Get("Host", "elsewhere.example"));
        Assert.Equal(HttpStatusCode.OK, await Get("Origin", _cluster.Server));
        Assert.Equal(HttpStatusCode.NotFound, (await Post("api/nodes/nobody/drain", [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("api/nodes/nobody/drain?command=a%20b", [])).Status);
        foreach (var _ in (int[])[1, 2])
            Assert.Equal(HttpStatusCode.OK, (await Post("api/experiments/tiny-1/pause?command=command-3", [])).Status);
        Assert.True((await _cluster.Get("api/experiments"))!.Value.GetProperty("experiments")[0].GetProperty("paused").GetBoolean());
        var key = trial.GetProperty("key").GetString()!;
        Assert.Contains("paused", (await _cluster.Get($"api/trials/{key[..12]}/why"))!.Value.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Post("api/experiments/tiny-1/resume", [])).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post("api/experiments/tiny-1/priority/5", [])).Status);
        foreach (var path in (string[])["api/experiments/no", "api/experiments/no/tables", "api/experiments/..%2f..%2fx/ledger"])
        {
            using var response = await _http.GetAsync($"{_cluster.Server}/{path}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Seed_tells_trials_attempts_and_changes_by_the_page()
    {
        _cluster.StartSeed().WaitFor("seed is ready");
        await Post("api/experiments", Submission("command-1", "tiny-1"));
        await Post("api/experiments/tiny-1/pause?command=command-2", []);
        using var events = new StreamReader(await Listen("0"));
        Assert.Equal(["event: hello|id: 0", "event: change|id: 1", "event: change|id: 2"], [await Next(events), await Next(events), await Next(events)]);
        using var later = new StreamReader(await Listen("1"));
        Assert.Equal(["event: hello|id: 1", "event: change|id: 2"], [await Next(later), await Next(later)]);
        await Post("api/experiments/tiny-1/resume?command=command-3", []);
        Assert.Equal("event: change|id: 3", await Next(later));

        var page = (await _cluster.Get("api/experiments/tiny-1/trials?limit=1"))!.Value;
        var trial = Assert.Single(page.GetProperty("trials").EnumerateArray());
        Assert.Equal(("pending", 7), (trial.GetProperty("status").GetString(), trial.GetProperty("seed").GetInt32()));
        Assert.False(page.TryGetProperty("next", out _));
        var key = trial.GetProperty("key").GetString()!;
        var detail = (await _cluster.Get($"api/trials/{key[..8]}"))!.Value;
        Assert.Equal("tiny-1", Assert.Single(detail.GetProperty("experiments").EnumerateArray()).GetString());
        Assert.Contains("node", detail.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Empty((await _cluster.Get("api/attempts?end=lost"))!.Value.GetProperty("attempts").EnumerateArray());
        Assert.Empty((await _cluster.Get("api/running"))!.Value.GetProperty("attempts").EnumerateArray());
        Assert.Empty((await _cluster.Get("api/experiments/tiny-1/figures"))!.Value.GetProperty("figures").EnumerateArray());
        (string Path, HttpStatusCode Status)[] wrong =
        [
            ("api/experiments/no/trials", HttpStatusCode.NotFound), ("api/experiments/no/attempts", HttpStatusCode.NotFound),
            ("api/experiments/tiny-1/trials?cursor=x", HttpStatusCode.BadRequest), ("api/experiments/tiny-1/trials?limit=0", HttpStatusCode.BadRequest),
            ("api/experiments/tiny-1/trials?status=odd", HttpStatusCode.BadRequest), ("api/attempts?end=odd", HttpStatusCode.BadRequest),
            ("api/trials/zz", HttpStatusCode.NotFound), ($"api/trials/{key}/files/..%2f..%2fjournal.db", HttpStatusCode.NotFound),
            ($"api/trials/{key}/log?tail=0", HttpStatusCode.BadRequest), ("api/experiments/tiny-1/figures/..%2ftables.md", HttpStatusCode.NotFound),
        ];
        foreach (var (path, status) in wrong)
        {
            using var response = await _http.GetAsync($"{_cluster.Server}/{path}", TestContext.Current.CancellationToken);
            Assert.Equal((path, status), (path, response.StatusCode));
        }

        using var first = await _http.GetAsync($"{_cluster.Server}/api/experiments/tiny-1/trials", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{_cluster.Server}/api/experiments/tiny-1/trials");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await _http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private async Task<Stream> Listen(string lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_cluster.Server}/api/events?experiment=tiny-1");
        request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Name and id of the next event that is not about progress, which comes at any time.</summary>
    private static async Task<string> Next(StreamReader events)
    {
        while (true)
        {
            var lines = new List<string>();
            while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line) lines.Add(line);
            if (!lines.Contains("event: progress")) return string.Join('|', lines.Where(l => !l.StartsWith("data:", StringComparison.Ordinal)));
        }
    }
}
