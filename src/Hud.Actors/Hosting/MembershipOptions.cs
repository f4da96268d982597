using System.Collections.Immutable;
using Hud.Experiments;
using Hud.Experiments.Configuration;

namespace Hud.Actors.Hosting;

/// <summary>Where a member listens and whom it joins; section <c>cluster</c> of a configuration.</summary>
/// <param name="Listen">The other members must reach this very address. Port 0 takes any free one.</param>
/// <param name="Seeds">Addresses of the control plane, the same list in the same order everywhere.</param>
public sealed record MembershipOptions(HostPort Listen, ImmutableArray<HostPort> Seeds)
{
    /// <summary>Where a seed listens unless told otherwise.</summary>
    public const int DefaultPort = 4700;

    public static ImmutableArray<string> Keys { get; } = ["host", "port", "seeds"];

    /// <summary>A seed that is given no seeds founds a cluster; given some, it is one of them.</summary>
    /// <exception cref="InputException">A value is not what it must be.</exception>
    public static MembershipOptions OfSeed(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var listen = Listening(section, DefaultPort);
        var seeds = section.Addresses("seeds");
        return seeds.IsEmpty || seeds.Contains(listen)
            ? new(listen, seeds)
            : throw section.Find("seeds")!.Wrong(
                $"must have this seed's own address, {listen}, among them: the same list in the same order for every member");
    }

    /// <summary>A node never founds a cluster, so it needs seeds, and an address at which they reach it.</summary>
    /// <exception cref="InputException">A value is not what it must be, or there are no seeds.</exception>
    public static MembershipOptions OfNode(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var seeds = section.Addresses("seeds");
        if (seeds.IsEmpty)
            throw new InputException("cluster.seeds", null, null, "a node needs the address of its cluster's seed: --seed HOST:PORT");
        var listen = Listening(section, 0);
        if (listen.IsLoopback && seeds.FirstOrDefault(s => !s.IsLoopback) is { Host: not null } far)
        {
            throw new InputException(
                "cluster.host", null, listen.Host,
                $"the seed {far} cannot reach this node at a loopback address; give --listen with an address of this machine in the seed's network");
        }

        return new(listen, seeds);
    }

    /// <param name="tls">Null on loopback alone.</param>
    public ClusterSettings Settings(string role, TlsSettings? tls)
    {
        var settings = new ClusterSettings { Roles = [role], Host = Listen.Host, Port = Listen.Port, Tls = tls };
        return settings with { SeedNodes = [.. Seeds.Select(seed => settings.AddressOf(seed.Host, seed.Port))] };
    }

    private static HostPort Listening(ConfigurationSection section, int defaultPort)
    {
        var port = section.Integer("port", defaultPort, 0, 65535);
        if (section.Text("host") is not { } host) return new("127.0.0.1", port);
        return HostPort.TryParse(host, port) is { } address && address.Port == port && host is not ("0.0.0.0" or "::")
            ? address
            : throw section.Find("host")!.Wrong("must be an address or name of this machine at which the other members reach it");
    }
}
