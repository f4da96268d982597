using System.Collections.Immutable;
using Hud.Actors.Protocol;

namespace Hud.Actors.Coordinator;

/// <summary>A node as it announced itself last.</summary>
/// <param name="Holding">What runs there, or waits for its acknowledgement, by slot: a slot is free only when its node has
/// let go of it, whoever holds the lease.</param>
/// <param name="Heard">Coordinator's time of the last announcement.</param>
public sealed record NodeEntry(
    NodeId Node, Incarnation Incarnation, NodeOffer Offer, bool Draining,
    ImmutableDictionary<AttemptId, string> Holding, DateTimeOffset Heard)
{
    /// <summary>As <see cref="Heard"/>, without the time in which the coordinator did not look.</summary>
    public DateTimeOffset Seen { get; init; } = Heard;

    /// <summary>False once its actor was lost or it fell silent; an announcement brings it back.</summary>
    public bool InSight { get; init; } = true;

    /// <summary>Why it gets no work, with what to do about it; null when it may have some.</summary>
    public string? Refusal { get; init; }

    /// <summary>Earlier lives under this name: a process does not come back from the dead, so one that speaks again shares
    /// its name with another.</summary>
    public ImmutableHashSet<Incarnation> Former { get; init; } = [];
}
