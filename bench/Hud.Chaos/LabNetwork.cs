using Hud.Experiments.Files;

namespace Hud.Chaos;

/// <summary>Hosts on one machine: a network namespace each, joined by a bridge that this process is on too. Every laboratory
/// has names and addresses of its own, so that several may be at work. Needs root, iproute2 and nftables.</summary>
internal sealed class LabNetwork : IDisposable
{
    private const int MostLaboratories = 100;

    private readonly IReadOnlyList<string> _hosts;
    private readonly int _number;
    private readonly FileStream _claim;

    public LabNetwork(IReadOnlyList<string> hosts)
    {
        _hosts = hosts;
        (_number, _claim) = Claim();
        // What a laboratory of this number left behind that was killed.
        Remove();
        LabDisk.RemoveAll(Name);
        Shell.Run("ip", "link", "add", Name, "type", "bridge");
        Shell.Run("ip", "address", "add", $"10.77.{_number}.254/24", "dev", Name);
        Shell.Run("ip", "link", "set", Name, "up");
        for (var i = 0; i < hosts.Count; i++) Add(i);
    }

    /// <summary>What this machine lacks; null when nothing.</summary>
    public static string? Missing =>
        Environment.UserName != "root" ? "root"
        : !Shell.TryRun("ip", "netns", "list") ? "iproute2"
        : !Shell.TryRun("nft", "list", "tables") ? "nftables"
        : null;

    /// <summary>All addresses, as PostgreSQL wants them.</summary>
    public string Range => $"10.77.{_number}.0/24";

    /// <summary>Of the laboratory on this machine.</summary>
    public string Name => $"hudlab{_number}";

    public string AddressOf(int host) => $"10.77.{_number}.{host + 1}";

    public string NameOf(int host) => $"{Name}-{_hosts[host]}";

    /// <summary>Nothing comes in, nothing goes out, or neither.</summary>
    public void Cut(int host, bool inward, bool outward)
    {
        Heal(host);
        Inside(host, "nft", "add", "table", "inet", "lab");
        if (inward) Drop(host, "input", "iifname", "eth0", "drop");
        if (outward) Drop(host, "output", "oifname", "eth0", "drop");
    }

    /// <param name="percent">Of the packets that come in.</param>
    public void Lose(int host, int percent)
    {
        Heal(host);
        Inside(host, "nft", "add", "table", "inet", "lab");
        Drop(host, "input", "iifname", "eth0", "numgen", "random", "mod", "100", "<", $"{percent}", "drop");
    }

    /// <summary>A line of 300 kbit/s: heartbeats wait behind whatever is sent.</summary>
    public void Slow(int host) =>
        Inside(host, "tc", "qdisc", "replace", "dev", "eth0", "root", "tbf", "rate", "300kbit", "burst", "8kbit", "latency", "2000ms");

    public void Heal(int host)
    {
        Shell.TryRun("ip", "netns", "exec", NameOf(host), "nft", "delete", "table", "inet", "lab");
        Shell.TryRun("ip", "netns", "exec", NameOf(host), "tc", "qdisc", "del", "dev", "eth0", "root");
    }

    public void Dispose()
    {
        Remove();
        _claim.Dispose();
    }

    private static (int Number, FileStream Claim) Claim()
    {
        for (var number = 0; number < MostLaboratories; number++)
            if (LockFile.TryTake($"/run/hudlab{number}.lock") is { } claim) return (number, claim);
        throw new InvalidOperationException($"{MostLaboratories} laboratories are at work on this machine");
    }

    private void Add(int host)
    {
        var (space, link) = (NameOf(host), $"{Name}h{host}");
        Shell.Run("ip", "netns", "add", space);
        // A namespace that is on its way out may still hold the other end.
        Shell.TryRun("ip", "link", "delete", link);
        Shell.Run("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", space);
        Shell.Run("ip", "link", "set", link, "master", Name, "up");
        Inside(host, "ip", "address", "add", $"{AddressOf(host)}/24", "dev", "eth0");
        Inside(host, "ip", "link", "set", "eth0", "up");
        Inside(host, "ip", "link", "set", "lo", "up");
    }

    private void Remove()
    {
        foreach (var space in Shell.Lines("ip", "netns", "list").Select(l => l.Split(' ')[0]).Where(s => s.StartsWith($"{Name}-", StringComparison.Ordinal)))
        {
            Shell.Signal("KILL", Shell.Lines("ip", "netns", "pids", space).Select(int.Parse));
            Shell.TryRun("ip", "netns", "delete", space);
        }

        Shell.TryRun("ip", "link", "delete", Name);
    }

    private void Drop(int host, string hook, params string[] rule)
    {
        Inside(host, "nft", "add", "chain", "inet", "lab", hook, $"{{ type filter hook {hook} priority 0; }}");
        Inside(host, ["nft", "add", "rule", "inet", "lab", hook, .. rule]);
    }

    private void Inside(int host, params string[] command) => Shell.Run("ip", ["netns", "exec", NameOf(host), .. command]);
}
