using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hud.Actors.Security;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Seed, node and verbs with certificates and a token that `hud certs` made.</summary>
public sealed class SecuredTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _certs = new();
    private readonly TemporaryFolder _work = new();
    private readonly int[] _ports = Ports.Free(2);

    public SecuredTests()
    {
        foreach (var command in (string[][])[["init", "--out", _certs.Path], ["node", "lab-1", "--host", "127.0.0.1", "--out", _certs.Path], ["token", "--out", _certs["token"]]])
            Assert.Equal(0, HudProcess.Run(["certs", .. command]).ExitCode);
    }

    public void Dispose()
    {
        _certs.Dispose();
        _work.Dispose();
    }

    private string Server => $"https://127.0.0.1:{_ports[1]}";

    private KeyValuePair<string, string>[] Settings(string token) =>
    [
        new("HUD__TLS__CERTIFICATE", _certs["lab-1.crt"]), new("HUD__TLS__KEY", _certs["lab-1.key"]),
        new("HUD__TLS__AUTHORITY", _certs["authority.crt"]), new("HUD__API__TOKEN_FILE", token),
    ];

    private HudProcess Start(params string[] arguments) => HudProcess.Start(arguments, Settings(_certs["token"]));

    private HudProcess StartSeed() => Start(
        "seed", "--listen", $"127.0.0.1:{_ports[0]}", "--api", $"127.0.0.1:{_ports[1]}", "--folder", _work["seed"]);

    [Fact]
    public async Task Experiment_runs_behind_certificates_and_token_and_no_secret_is_written_anywhere()
    {
        using var experiment = new Experiment();
        using var seed = StartSeed();
        using var node = Start("node", "--seed", $"127.0.0.1:{_ports[0]}", "--folder", _work["node"], "--artifacts", Server);
        seed.WaitFor("seed is ready");
        var (code, output, errors) = HudProcess.Run(
            ["submit", experiment.File, "--server", Server, "--json"], Settings(_certs["token"]));
        Assert.True(code == 0, $"{output}\n{errors}");
        await WaitUntilRecorded(JsonDocument.Parse(output).RootElement.GetProperty("experiment").GetString()!);
        foreach (var process in (HudProcess[])[node, seed])
        {
            process.Signal("TERM");
            Assert.Equal(0, process.WaitForExit());
        }

        Assert.Contains(_work.Files, f => f.StartsWith("seed/artifacts/", StringComparison.Ordinal) && f.EndsWith("samples.npy", StringComparison.Ordinal));
        foreach (var secret in Secrets())
        {
            Assert.DoesNotContain(secret, output + errors + seed.Output + seed.Errors + node.Output + node.Errors, StringComparison.Ordinal);
            Assert.All(_work.Files, f => Assert.True(
                File.ReadAllBytes(_work[f]).AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)) < 0, $"{f} holds a secret"));
        }
    }

    [Fact]
    public async Task Wrong_token_is_refused_with_what_to_do()
    {
        using var seed = StartSeed();
        seed.WaitFor("seed is ready");
        Assert.Equal(0, HudProcess.Run("certs", "token", "--out", _certs["other"]).ExitCode);
        var (code, output, errors) = HudProcess.Run(["status", "--server", Server], Settings(_certs["other"]));
        Assert.True(code == 2, $"{code}\n{output}\n{errors}");
        Assert.Contains("token file", errors, StringComparison.Ordinal);
        using var http = Client(token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("artifacts/x", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("healthz/live", UriKind.Relative))).StatusCode);
    }

    private HttpClient Client(string? token) =>
        SecureHttp.Client(new Uri(Server), CertificateFile.Read(_certs["authority.crt"]), token, TimeProvider.System);

    /// <summary>The token, and a line from the middle of each key.</summary>
    private IEnumerable<string> Secrets() =>
        [TokenFile.Read(_certs["token"]), File.ReadAllLines(_certs["lab-1.key"])[1], File.ReadAllLines(_certs["authority.key"])[1]];

    private async Task WaitUntilRecorded(string id)
    {
        using var http = Client(TokenFile.Read(_certs["token"]));
        var clock = Stopwatch.StartNew();
        var last = "nothing";
        while (clock.Elapsed < Patience)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>(new Uri($"api/experiments/{id}", UriKind.Relative));
            last = answer.GetRawText();
            if (answer.GetProperty("trials").EnumerateArray().All(t => TestCluster.Status(t) == "recorded")) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"not recorded in time: {last}");
    }
}
