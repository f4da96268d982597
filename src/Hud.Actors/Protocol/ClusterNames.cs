namespace Hud.Actors.Protocol;

/// <summary>Roles and names that several processes must agree on.</summary>
public static class ClusterNames
{
    public const string System = "hud";

    /// <summary>Control plane: hosts the coordinator singleton and the aggregator.</summary>
    public const string SeedRole = "seed";

    /// <summary>Workers, with or without a GPU.</summary>
    public const string NodeRole = "gpu";

    public const string Coordinator = "coordinator";
}
