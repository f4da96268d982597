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
        Assert.Equal(HttpStatusCode.Conflict, (await Post("api/nodes/nobody/drain", [])).Status);
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
}
