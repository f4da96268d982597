using System.Net;
using System.Net.Sockets;
using Hud.Cluster.Tests.Support;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Clusters;

/// <summary>What a seed or node will not do, in words that help.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static void Refused(string message, params string[] command)
    {
        var (code, output, errors) = HudProcess.Run(command);
        Assert.True(code == 2, $"{code}\n{output}\n{errors}");
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed", "--listen")]
    [InlineData("seed", "--api")]
    [InlineData("node", "--listen")]
    public void Port_that_is_taken_is_named_with_its_option(string verb, string option)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var free = Ports.Free(2);
        string[] rest = verb == "node" ? ["--seed", "127.0.0.1:4700"]
            : option == "--api" ? ["--listen", $"127.0.0.1:{free[0]}"] : ["--api", $"127.0.0.1:{free[1]}"];
        Refused(
            $"hud: {option}: '{address}': another program listens there already",
            [verb, option, address, "--folder", _folder["f"], .. rest]);
    }

    [Fact]
    public void Address_that_others_can_reach_needs_certificates()
    {
        Refused("hud: cluster.host: '192.0.2.1': other machines can reach this address", "seed", "--listen", "192.0.2.1:4700", "--folder", _folder["f"]);
        Refused("hud: api.listen: '0.0.0.0': other machines can reach this address", "seed", "--api", "0.0.0.0:4780", "--folder", _folder["f"]);
        Refused(
            "hud: cluster.host: '192.0.2.1': other machines can reach this address",
            "node", "--seed", "192.0.2.2:4700", "--listen", "192.0.2.1", "--folder", _folder["f"]);
    }

    [Fact]
    public void Unknown_setting_is_shown_with_its_place()
    {
        var file = _folder.Write("hud.yaml", "cluster:\n  prot: 4700\n");
        Refused($"hud: {file}, line 2, column 3: 'prot': no key of section 'cluster'", "seed", "--config", file, "--folder", _folder["f"]);
        Assert.False(Directory.Exists(_folder["f"]));
    }

    [Fact]
    public void Node_without_a_seed_is_refused() => Refused("a node needs the address of its cluster's seed", "node", "--folder", _folder["f"]);

    [Fact]
    public void Journal_that_is_no_database_is_a_failure_that_names_it()
    {
        var journal = _folder.Write("journal.db", new string('x', 8192));
        var free = Ports.Free(2);
        var (code, _, errors) = HudProcess.Run(
            "seed", "--listen", $"127.0.0.1:{free[0]}", "--api", $"127.0.0.1:{free[1]}", "--folder", _folder["f"], "--journal", journal);
        Assert.InRange(code, 1, 2);
        Assert.Contains(journal, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Hud.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Verb_without_a_cluster_says_where_it_looked()
    {
        var (code, _, errors) = HudProcess.Run("status", "--server", $"http://127.0.0.1:{Ports.Free(1)[0]}");
        Assert.Equal(5, code);
        Assert.Contains("Is 'hud seed' running there?", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Node_that_never_found_its_cluster_leaves_when_asked()
    {
        using var node = HudProcess.Start("node", "--seed", $"127.0.0.1:{Ports.Free(1)[0]}", "--folder", _folder["f"]);
        node.WaitFor("looks for its cluster");
        node.Signal("TERM");
        Assert.Equal(0, node.WaitForExit());
    }
}
