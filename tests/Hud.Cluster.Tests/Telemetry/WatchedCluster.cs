using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Hud.Actors.Security;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>A seed and a node behind certificates and tokens, metrics and traces switched on, that have computed an
/// experiment.</summary>
public sealed class WatchedCluster : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly int[] _ports = Ports.Free(3);
    private readonly List<HudProcess> _processes = [];
    private Collector _collector = null!;

    public string Seed => $"127.0.0.1:{_ports[1]}";

    public string Node => $"127.0.0.1:{_ports[2]}";

    public string Authority => _folder["authority.crt"];

    public string WatcherToken => _folder["metrics-token"];

    internal IReadOnlyList<ReceivedSpan> Spans => _collector.Spans;

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.Start();
        foreach (var command in (string[][])
                 [
                     ["init", "--out", _folder.Path], ["node", "lab-1", "--host", "127.0.0.1", "--out", _folder.Path],
                     ["token", "--out", _folder["token"]], ["token", "--out", WatcherToken],
                 ])
            Assert.Equal(0, HudProcess.Run(["certs", .. command]).ExitCode);
        Start("seed", "--listen", $"127.0.0.1:{_ports[0]}", "--api", Seed, "--folder", _folder["seed"]).WaitFor("seed is ready");
        Start("node", "--seed", $"127.0.0.1:{_ports[0]}", "--folder", _folder["node"], "--http", Node, "--artifacts", $"https://{Seed}");
        using var experiment = new Experiment();
        var (code, output, errors) = HudProcess.Run(["submit", experiment.File, "--server", $"https://{Seed}", "--json"], Settings);
        Assert.True(code == 0, $"{output}\n{errors}");
        await WaitUntilRecorded(JsonDocument.Parse(output).RootElement.GetProperty("experiment").GetString()!);
    }

    /// <param name="token">File; null for none.</param>
    public HttpClient Client(string server, string? token) => SecureHttp.Client(
        new Uri($"https://{server}"), CertificateFile.Read(Authority), token is null ? null : TokenFile.Read(token), TimeProvider.System);

    public HttpClient Operator(string server) => Client(server, _folder["token"]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) process.Dispose();
        await _collector.DisposeAsync();
        _folder.Dispose();
    }

    private KeyValuePair<string, string>[] Settings =>
    [
        new("HUD__TLS__CERTIFICATE", _folder["lab-1.crt"]), new("HUD__TLS__KEY", _folder["lab-1.key"]), new("HUD__TLS__AUTHORITY", Authority),
        new("HUD__API__TOKEN_FILE", _folder["token"]), new("HUD__TELEMETRY__TOKEN_FILE", WatcherToken),
        new("HUD__TELEMETRY__OTLP", _collector.Address.ToString()),
    ];

    private HudProcess Start(params string[] arguments)
    {
        // Spans leave every half second instead of every five.
        var process = HudProcess.Start(arguments, [.. Settings, new("OTEL_BSP_SCHEDULE_DELAY", "500")]);
        _processes.Add(process);
        return process;
    }

    private async Task WaitUntilRecorded(string id)
    {
        using var http = Operator(Seed);
        var clock = Stopwatch.StartNew();
        var last = "nothing";
        while (clock.Elapsed < Patience)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>(new Uri($"api/experiments/{id}", UriKind.Relative));
            last = answer.GetRawText();
            if (answer.GetProperty("trials").EnumerateArray().All(t => TestCluster.Status(t) == "recorded")) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        Assert.Fail($"not recorded in time: {last}\n{string.Join("\n---\n", _processes.Select(p => p.Output + p.Errors))}");
    }
}
