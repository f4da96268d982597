using System.Collections.Immutable;
using Hud.Actors.Protocol;

namespace Hud.Actors.Coordinator;

/// <summary>What the coordinator knows since it started and need not survive it: nodes refill it by announcing
/// themselves.</summary>
/// <param name="Heard">Last sign of life of each running attempt; an attempt found in the journal counts as heard when
/// the coordinator first looks, which gives cut-off nodes a full lease to come back.</param>
/// <param name="Accepted">Attempts whose order the node has confirmed.</param>
/// <param name="Stale">Reports of superseded attempts, ignored.</param>
public sealed record Roster(
    ImmutableSortedDictionary<string, NodeEntry> Nodes,
    ImmutableDictionary<AttemptId, DateTimeOffset> Heard,
    ImmutableHashSet<AttemptId> Accepted,
    long Stale)
{
    /// <summary>Lives of nodes that a person wants drained; a restarted node takes work again.</summary>
    public ImmutableHashSet<Incarnation> ToDrain { get; init; } = [];

    public static Roster Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, NodeEntry>(StringComparer.Ordinal),
        ImmutableDictionary<AttemptId, DateTimeOffset>.Empty, [], 0);

    public Roster Alive(AttemptId attempt, DateTimeOffset now) =>
        this with { Heard = Heard.SetItem(attempt, now), Accepted = Accepted.Add(attempt) };

    public Roster Forget(AttemptId attempt) =>
        this with { Heard = Heard.Remove(attempt), Accepted = Accepted.Remove(attempt) };
}

public sealed record NodeEntry(NodeId Node, Incarnation Incarnation, ImmutableArray<string> Slots, bool Draining);
