using System.Collections.Immutable;

namespace Hud.Chaos;

/// <summary>Which hosts a laboratory has.</summary>
/// <param name="Seeds">One writes a file, several share a PostgreSQL server on a host of its own.</param>
internal sealed record LabPlan(int Seeds, int Nodes)
{
    public bool HasDatabase => Seeds > 1;

    /// <summary>Seeds, then nodes, then the database.</summary>
    public ImmutableArray<string> Hosts { get; } =
    [
        .. Enumerable.Range(1, Seeds).Select(i => $"seed{i}"), .. Enumerable.Range(1, Nodes).Select(i => $"node{i}"),
        .. Seeds > 1 ? ["database"] : Array.Empty<string>(),
    ];

    /// <summary>What can happen to them.</summary>
    public ImmutableArray<FaultKind> Kinds { get; } =
    [
        .. Enum.GetValues<FaultKind>().Where(k => k switch
        {
            FaultKind.KillDatabase or FaultKind.StopDatabase or FaultKind.FreezeDatabase => Seeds > 1,
            FaultKind.JumpClock or FaultKind.JumpSeedClock => LabClock.Library is not null,
            _ => true,
        }),
    ];

    public int SeedOf(int number) => number % Seeds;

    public int NodeOf(int number) => Seeds + (number % Nodes);

    public bool IsSeed(int host) => host < Seeds;
}
