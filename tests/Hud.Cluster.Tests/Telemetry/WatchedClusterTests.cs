using System.Net;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>What Prometheus and a collector of traces get to see of a cluster that computed a trial.</summary>
[Collection("Hosts")]
public sealed class WatchedClusterTests(WatchedCluster cluster) : IClassFixture<WatchedCluster>
{
    private static readonly string[] SeedsOwn = ["hud_trials", "hud_nodes", "hud_devices"];

    private async Task<Exposition> Scrape(string server)
    {
        using var http = cluster.Client(server, cluster.WatcherToken);
        return new(await http.GetStringAsync(new Uri("metrics", UriKind.Relative)));
    }

    [Fact]
    public async Task Prometheus_scrapes_seed_and_node_with_the_authority_and_the_watchers_token()
    {
        using var prometheus = new PrometheusProcess(cluster.Authority, cluster.WatcherToken, cluster.Seed, cluster.Node);
        await prometheus.Query("sum(up{job=\"hud-seed\"}) + sum(up{job=\"hud-node\"})", v => v == 2);
        await prometheus.Query("hud_trials{state=\"recorded\"}", v => v == 1);
        await prometheus.Query("hud_results_recorded_total", v => v == 1);
        await prometheus.Query("hud_node_attempts_total{outcome=\"result\"}", v => v == 1);
        await prometheus.Query("hud_node_connected", v => v == 1);
        // 40 steps, with a checkpoint after every fifth; the first word of a training is where its steps begin.
        await prometheus.Query("hud_training_steps_total", v => v is > 30 and <= 40);
        await prometheus.Query("hud_checkpoint_write_seconds_count", v => v == 8);
        await prometheus.Query("hud_checkpoint_written_bytes_total", v => v > 8_000);
        await prometheus.Query("hud_queue_wait_seconds_count", v => v == 1);
        await prometheus.Query("sum(hud_device_busy_seconds_total) > 0", v => v > 0);
        await prometheus.Query("hud_journal_write_seconds_count", v => v >= 3);
        await prometheus.Query("sum(http_server_request_duration_seconds_count{http_route=\"/api/experiments\"})", v => v >= 1);
        await prometheus.Query("count(ALERTS{alertstate=\"firing\"}) or vector(0)", v => v == 0);
    }

    [Fact]
    public async Task Everything_that_is_served_is_documented_and_the_other_way_round()
    {
        var (seed, node) = (await Scrape(cluster.Seed), await Scrape(cluster.Node));
        Assert.Equal(
            Catalogue.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal),
            seed.Metrics.Concat(node.Metrics).DistinctBy(m => m.Key).OrderBy(m => m.Key, StringComparer.Ordinal));
        Assert.All(SeedsOwn, name => Assert.DoesNotContain(name, node.Metrics.Keys));
        Assert.DoesNotContain("hud_training_loss", seed.Metrics.Keys);
    }

    [Fact]
    public async Task Format_pleases_promtool_and_comes_as_openmetrics_too()
    {
        foreach (var server in (string[])[cluster.Seed, cluster.Node])
        {
            using var http = cluster.Client(server, cluster.WatcherToken);
            var (code, output) = Tool.Run("promtool", await http.GetStringAsync(new Uri("metrics", UriKind.Relative)), "check", "metrics");
            Assert.True(code == 0, output);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("metrics", UriKind.Relative));
            request.Headers.Accept.ParseAdd("application/openmetrics-text; version=1.0.0");
            using var answer = await http.SendAsync(request);
            Assert.Equal("application/openmetrics-text", answer.Content.Headers.ContentType!.MediaType);
            Assert.EndsWith("# EOF\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_caller_can_make_the_seed_remember_more()
    {
        using var http = cluster.Operator(cluster.Seed);
        async Task Ask(string method, string path)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Headers.UserAgent.ParseAdd($"agent/{path.Length}");
            using var answer = await http.SendAsync(request);
        }

        async Task Everything(string salt)
        {
            await Ask("GET", $"nowhere/{salt}");
            await Ask("GET", $"api/experiments/{salt}");
            await Ask($"METHOD{salt}", "api/nodes");
            await Ask("GET", $"api/trials/{salt}/why");
            await Ask("GET", $"artifacts/{salt}");
        }

        await Everything("a");
        await Scrape(cluster.Seed);
        var (asked, known, added) = (1, await ScrapeAfter(asked: 1), new List<string>());
        // The other tests ask at the same time, once each: what they bring is not there again in the next round.
        for (var round = 1; round <= 5; round++)
        {
            for (var i = 1; i <= 40; i++) await Everything($"b{asked + i}");
            var now = await ScrapeAfter(asked += 40);
            (added, known) = ([.. now.Except(known)], now);
            if (added.Count == 0) break;
        }

        Assert.Empty(added);
    }

    [Fact]
    public async Task Watchers_token_opens_metrics_and_health_and_nothing_else()
    {
        using var watcher = cluster.Client(cluster.Seed, cluster.WatcherToken);
        using var nobody = cluster.Client(cluster.Node, null);
        using var node = cluster.Client(cluster.Node, cluster.WatcherToken);
        foreach (var (http, path, expected) in ((HttpClient, string, HttpStatusCode)[])
                 [
                     (watcher, "metrics", HttpStatusCode.OK), (watcher, "healthz/ready", HttpStatusCode.OK),
                     (watcher, "api/nodes", HttpStatusCode.Unauthorized), (watcher, "metrics/..%2fapi/nodes", HttpStatusCode.Unauthorized),
                     (watcher, "Metrics", HttpStatusCode.Unauthorized), (nobody, "metrics", HttpStatusCode.Unauthorized),
                     (nobody, "healthz/ready", HttpStatusCode.Unauthorized), (nobody, "healthz/live", HttpStatusCode.OK),
                     (node, "metrics", HttpStatusCode.OK), (node, "healthz/ready", HttpStatusCode.OK),
                 ])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, expected), (path, answer.StatusCode));
        }
    }

    [Fact]
    public void Trial_is_one_trace_from_submission_to_record_across_seed_and_node()
    {
        var phases = (string[])["draw", "evaluate", "prepare", "sample", "train"];
        Assert.True(
            SpinWait.SpinUntil(() => phases.Append("trial").Append("submit").All(name => cluster.Spans.Any(s => s.Name == name)), TimeSpan.FromMinutes(1)),
            string.Join(", ", cluster.Spans.Select(s => s.Name)));
        var trial = Assert.Single(cluster.Spans, s => s.Name == "trial");
        var attempt = Assert.Single(cluster.Spans, s => s.Name == "attempt");
        Assert.Equal(("", trial.Id), (trial.Parent, attempt.Parent));
        Assert.Equal(phases, cluster.Spans.Where(s => s.Parent == attempt.Id).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.All(cluster.Spans.Where(s => s.Name != "submit"), s => Assert.Equal(trial.Trace, s.Trace));
        Assert.Equal(8, cluster.Spans.Single(s => s.Name == "train").Events);
    }

    /// <summary>Series of requests, once so many were counted of each kind, and a scrape as well: a request is counted after it
    /// was answered, and scrapes shortly after one another are answered alike.</summary>
    private async Task<List<string>> ScrapeAfter(int asked)
    {
        const string Counted = "http_server_request_duration_seconds_count";
        var kinds = (string[])["/api/experiments/{id}\"", "/api/trials/{id}/why\"", "/artifacts/{trial}\"", "\"_OTHER\""];
        while (true)
        {
            var seen = await Scrape(cluster.Seed);
            if (kinds.All(kind => seen.Sum(Counted, kind) >= asked) && seen.Sum(Counted, "\"/metrics\"") > 0)
                return [.. seen.Series.Where(s => s.StartsWith("http", StringComparison.Ordinal))];
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
