using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>Debian's Prometheus with the configuration of deploy/prometheus, adapted as its first lines say.</summary>
internal sealed class PrometheusProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly HttpClient _http = new();

    public PrometheusProcess(string authority, string token, string seed, string node)
    {
        File.Copy(Repository.File("deploy/prometheus/alerts.yml"), _folder["alerts.yml"]);
        var file = _folder.Write("prometheus.yml", Adapted(
            ("15s", "1s"), ("/etc/hud/authority.crt", authority), ("/etc/hud/metrics-token", token), ("seed:4780", seed),
            ("\"node-1:4790\", \"node-2:4790\"", $"\"{node}\"")));
        var (code, output) = Tool.Run("promtool", "", "check", "config", file);
        Assert.True(code == 0, output);
        var address = $"127.0.0.1:{Ports.Free(1)[0]}";
        _http.BaseAddress = new Uri($"http://{address}/");
        _process = Process.Start("prometheus",
        [
            $"--config.file={file}", $"--storage.tsdb.path={_folder["data"]}", $"--web.listen-address={address}", "--log.level=error",
        ]);
    }

    /// <summary>Asks until the answer is as wanted.</summary>
    public async Task<double> Query(string query, Func<double, bool> wanted)
    {
        var clock = Stopwatch.StartNew();
        var last = "nothing";
        while (clock.Elapsed < Patience)
        {
            try
            {
                var answer = await _http.GetFromJsonAsync<JsonElement>(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative));
                last = answer.GetRawText();
                if (answer.GetProperty("data").GetProperty("result").EnumerateArray().Select(Value).ToList() is [var only] && wanted(only)) return only;
            }
            catch (HttpRequestException starting)
            {
                last = starting.Message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{query} never as wanted; last: {last}");
        return double.NaN;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private static double Value(JsonElement sample) => double.Parse(sample.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);

    private static string Adapted(params (string From, string To)[] changes) => changes.Aggregate(
        File.ReadAllText(Repository.File("deploy/prometheus/prometheus.yml")), (text, change) =>
        {
            Assert.Contains(change.From, text, StringComparison.Ordinal);
            return text.Replace(change.From, change.To, StringComparison.Ordinal);
        });
}
