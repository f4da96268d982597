using System.Collections.Immutable;
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
}
