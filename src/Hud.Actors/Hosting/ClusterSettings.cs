using System.Collections.Immutable;
using System.Globalization;
using Hud.Actors.Protocol;

namespace Hud.Actors.Hosting;

/// <summary>Where a member listens and whom it joins.</summary>
public sealed record ClusterSettings
{
    public ImmutableArray<string> Roles { get; init; } = [ClusterNames.SeedRole, ClusterNames.NodeRole];

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>Addresses of the cluster to join; empty founds one.</summary>
    public ImmutableArray<string> SeedNodes { get; init; } = [];

    /// <summary>Mutual TLS between all members; needed on every address but loopback.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The member that founds a cluster where no other seed is part of one.</summary>
    public bool IsFirstOfSeveral => SeedNodes.Length > 1 && SeedNodes[0] == AddressOf(Host, Port);

    /// <summary>How members of this cluster name the one at a host and port, as <see cref="SeedNodes"/> wants it.</summary>
    public string AddressOf(string host, int port)
    {
        var scheme = Tls is null ? "akka.tcp" : "akka.ssl.tcp";
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://{ClusterNames.System}@{host}:{port}");
    }
}
