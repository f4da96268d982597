using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Actors.Coordinator;

/// <summary>What the coordinator knows since it started and need not survive it: nodes refill it by announcing
/// themselves.</summary>
/// <param name="Nodes">By name, also those out of sight.</param>
/// <param name="Attempts">Running attempts; one found in the journal counts as heard when the coordinator first looks,
/// which gives cut-off nodes a full lease to come back.</param>
/// <param name="Stale">Reports of superseded attempts, ignored.</param>
public sealed record Roster(
    ImmutableSortedDictionary<string, NodeEntry> Nodes,
    ImmutableDictionary<AttemptId, AttemptWatch> Attempts,
    long Stale)
{
    /// <summary>When the coordinator looked at its leases last; null before the first time.</summary>
    public DateTimeOffset? Looked { get; init; }

    public static Roster Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, NodeEntry>(StringComparer.Ordinal),
        ImmutableDictionary<AttemptId, AttemptWatch>.Empty, 0);

    public IEnumerable<NodeEntry> InSight => Nodes.Values.Where(n => n.InSight);

    public AttemptWatch? Watch(AttemptId attempt) => Attempts.GetValueOrDefault(attempt);

    /// <summary>The attempt was handed out, or found in the journal.</summary>
    public Roster Begun(AttemptId attempt, DateTimeOffset now, DateTimeOffset since) =>
        this with { Attempts = Attempts.SetItem(attempt, new AttemptWatch(now, since, now)) };

    /// <summary>A sign of life.</summary>
    public Roster Alive(AttemptId attempt, DateTimeOffset now) =>
        this with { Attempts = Attempts.SetItem(attempt, Attempts[attempt] with { Heard = now, Accepted = true }) };

    /// <summary>A sign of life with its place; only another place is progress.</summary>
    public Roster Moved(AttemptId attempt, ChildProgress progress, DateTimeOffset now)
    {
        var alive = Alive(attempt, now);
        var watch = alive.Attempts[attempt];
        var moved = watch.Progress is { } last && last.Phase == progress.Phase && last.Step == progress.Step
            ? watch with { Progress = progress }
            : watch with { Progress = progress, MovedAt = now };
        return alive with { Attempts = alive.Attempts.SetItem(attempt, moved) };
    }

    public Roster Saved(AttemptId attempt, ChildCheckpoint? unmarked) =>
        this with { Attempts = Attempts.SetItem(attempt, Attempts[attempt] with { Unmarked = unmarked }) };

    public Roster Forget(AttemptId attempt) => this with { Attempts = Attempts.Remove(attempt) };

    /// <summary>The attempt was taken from the node, which has not let go of it yet: its device is not free.</summary>
    public Roster Taken(AttemptId attempt, TrialLease from) =>
        Nodes.TryGetValue(from.Node.Value, out var entry)
            ? Forget(attempt) with { Nodes = Nodes.SetItem(from.Node.Value, entry with { Holding = entry.Holding.SetItem(attempt, from.Slot) }) }
            : Forget(attempt);

    /// <summary>The node has let go of the attempt.</summary>
    public Roster LetGo(NodeId node, AttemptId attempt) =>
        Nodes.TryGetValue(node.Value, out var entry) && entry.Holding.ContainsKey(attempt)
            ? this with { Nodes = Nodes.SetItem(node.Value, entry with { Holding = entry.Holding.Remove(attempt) }) }
            : this;

    /// <summary>It gets nothing new; what it runs stays its own until the lease ends.</summary>
    public Roster OutOfSight(NodeId node) => Nodes.TryGetValue(node.Value, out var entry)
        ? this with { Nodes = Nodes.SetItem(node.Value, entry with { InSight = false }) }
        : this;

    /// <summary>Nodes that announced nothing since are out of sight.</summary>
    public Roster WithoutSilent(DateTimeOffset since) =>
        InSight.Where(n => n.Seen < since).Aggregate(this, (r, n) => r.OutOfSight(n.Node));

    /// <summary>Nobody is blamed for time in which the coordinator itself did not look: its process was frozen, or its
    /// clock was set.</summary>
    public Roster Shifted(TimeSpan by) => this with
    {
        Attempts = Attempts.ToImmutableDictionary(
            a => a.Key,
            a => a.Value with { Heard = a.Value.Heard + by, Since = a.Value.Since + by, MovedAt = a.Value.MovedAt + by }),
    };

    /// <summary>The same for nodes: they may well have announced themselves meanwhile.</summary>
    public Roster Unlooked(TimeSpan by) => this with
    {
        Nodes = Nodes.ToImmutableSortedDictionary(n => n.Key, n => n.Value with { Seen = n.Value.Seen + by }, StringComparer.Ordinal),
    };
}

/// <summary>A running attempt, seen from the coordinator.</summary>
/// <param name="Heard">Last sign of life.</param>
/// <param name="Since">Its start.</param>
/// <param name="MovedAt">When phase or step last changed.</param>
public sealed record AttemptWatch(DateTimeOffset Heard, DateTimeOffset Since, DateTimeOffset MovedAt)
{
    /// <summary>The node has confirmed the order.</summary>
    public bool Accepted { get; init; }

    /// <summary>Where it is; null until it says so.</summary>
    public ChildProgress? Progress { get; init; }

    /// <summary>Newest checkpoint, where it is not in the journal yet.</summary>
    public ChildCheckpoint? Unmarked { get; init; }
}
