using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>Seed, node and command line with certificates and a token, as docs/cluster.md sets them up.</summary>
[Collection("Hosts")]
public sealed class SecureClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int[] _ports = Ports.Free(2);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_know_each_other_by_certificate_and_people_by_token()
    {
        Done("certs", "init", "--out", _folder["certs"]);
        Done("certs", "node", "here", "--host", "127.0.0.1", "--out", _folder["certs"]);
        Done("certs", "token", "--out", _folder["token"]);
        var file = _folder.Write("hud.yaml", $$"""
            cluster: { seeds: ["127.0.0.1:{{_ports[0]}}"] }
            tls: { certificate: {{_folder["certs/here.crt"]}}, key: {{_folder["certs/here.key"]}}, authority: {{_folder["certs/authority.crt"]}} }
            api: { listen: "127.0.0.1:{{_ports[1]}}", token_file: {{_folder["token"]}} }
            """);

        using var seed = HudProcess.Start("seed", "--config", file, "--listen", $"127.0.0.1:{_ports[0]}", "--folder", _folder["seed"]);
        seed.WaitFor($"api https://127.0.0.1:{_ports[1]}");
        using var node = HudProcess.Start("node", "--config", file, "--name", "n1", "--folder", _folder["n1"]);
        node.WaitFor("node n1 is ready");

        var server = $"https://127.0.0.1:{_ports[1]}";
        Assert.Contains("n1", Done("nodes", "--server", server, "--config", file), StringComparison.Ordinal);
        var (code, _, errors) = HudProcess.Run(
            ["nodes", "--server", server], [new("HUD__TLS__AUTHORITY", _folder["certs/authority.crt"])]);
        Assert.Equal(2, code);
        Assert.Contains("token", errors, StringComparison.Ordinal);

        node.Signal("TERM");
        Assert.Equal(0, node.WaitForExit());
        seed.Signal("TERM");
        Assert.Equal(0, seed.WaitForExit());
        Assert.DoesNotContain(File.ReadAllText(_folder["token"]).Trim(), File.ReadAllText(_folder["seed/seed.log"]), StringComparison.Ordinal);
    }

    private static string Done(params string[] command)
    {
        var (code, output, errors) = HudProcess.Run(command);
        Assert.True(code == 0, $"{code}\n{output}\n{errors}");
        return output;
    }
}
