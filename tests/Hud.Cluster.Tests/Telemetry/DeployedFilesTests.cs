using System.Text.Json;
using System.Text.RegularExpressions;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>Alert rules, dashboard and documentation speak of the same metrics.</summary>
public sealed partial class DeployedFilesTests
{
    private static string Alerts => File.ReadAllText(Repository.File("deploy/prometheus/alerts.yml"));

    private static List<JsonElement> Panels =>
        [.. JsonDocument.Parse(File.ReadAllText(Repository.File("deploy/grafana/dashboards/hudcluster.json"))).RootElement.GetProperty("panels").EnumerateArray()];

    private static IEnumerable<string> Queries =>
        from panel in Panels
        where panel.TryGetProperty("targets", out _)
        from target in panel.GetProperty("targets").EnumerateArray()
        select target.GetProperty("expr").GetString();

    [Fact]
    public void Dashboard_shows_every_documented_metric_and_no_other()
    {
        var shown = Queries.SelectMany(Catalogue.NamedIn).Distinct().ToList();
        Assert.Empty(shown.Except(Catalogue.Metrics.Keys));
        Assert.Equal(["target_info"], Catalogue.Metrics.Keys.Except(shown));
    }

    [Fact]
    public void Alerts_name_documented_metrics_alone()
    {
        var named = Catalogue.NamedIn(Alerts).ToList();
        Assert.Contains("hud_lease_age_seconds", named);
        Assert.Empty(named.Except(Catalogue.Metrics.Keys));
    }

    [Fact]
    public void Names_of_metrics_follow_the_conventions()
    {
        Assert.NotEmpty(Catalogue.Metrics);
        Assert.All(Catalogue.Metrics, m =>
        {
            Assert.Contains(m.Value, (string[])["counter", "gauge", "histogram"]);
            Assert.Equal(m.Value == "counter", m.Key.EndsWith("_total", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_alert_is_tested_by_promtool_and_passes()
    {
        var (code, output) = Tool.Run("promtool", "", "test", "rules", Repository.File("deploy/prometheus/alerts.test.yml"));
        Assert.True(code == 0, output);
        var tests = File.ReadAllText(Repository.File("deploy/prometheus/alerts.test.yml"));
        var names = AlertName().Matches(Alerts).Select(m => m.Groups[1].Value).ToList();
        Assert.True(names.Count > 10);
        Assert.All(names, name => Assert.Contains($"alertname=\"{name}\"", tests.Replace($"alertname: {name}", $"alertname=\"{name}\"", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Panels_have_titles_of_their_own_and_do_not_overlap()
    {
        Assert.Distinct(Panels.Select(p => p.GetProperty("title").GetString()));
        Assert.Distinct(Panels.Select(p => p.GetProperty("id").GetInt32()));
        Assert.Distinct(Panels.SelectMany(Cells));
    }

    [Fact]
    public void Queries_of_the_dashboard_are_queries()
    {
        // As recording rules, which promtool can check.
        using var folder = new TemporaryFolder();
        var rules = string.Concat(Queries.Select((q, i) => $"      - record: r{i}\n        expr: {JsonSerializer.Serialize(q)}\n"));
        var file = folder.Write("rules.yml", $"groups:\n  - name: g\n    rules:\n{rules}");
        var (code, output) = Tool.Run("promtool", "", "check", "rules", file);
        Assert.True(code == 0, output);
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel)
    {
        int At(string key) => panel.GetProperty("gridPos").GetProperty(key).GetInt32();
        return
            from x in Enumerable.Range(At("x"), At("w"))
            from y in Enumerable.Range(At("y"), At("h"))
            select (x, y);
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();
}
