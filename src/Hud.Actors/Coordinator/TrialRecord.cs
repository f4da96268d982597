using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Coordinator;

/// <summary>One trial's history, folded.</summary>
/// <param name="Attempt">Latest attempt's number, 0 before the first.</param>
/// <param name="Lease">Who runs it now; null when nobody does.</param>
/// <param name="Checkpoint">Last marked checkpoint.</param>
/// <param name="Strikes">Losses that speak against the trial, since the last submission, retry or further checkpoint.</param>
/// <param name="LostAt">When the last counted loss happened: the next attempt waits a little longer each time.</param>
public sealed record TrialRecord(
    TrialKey Key, [property: JsonConverter(typeof(SpecInPlanConverter))] TrialSpec Spec, TrialStatus Status, int Attempt, TrialLease? Lease, CheckpointMark? Checkpoint,
    int Strikes, DateTimeOffset? LostAt, TrialResult? Result, ChildFailure? Failure, string? Note)
{
    /// <summary>Where the strikes happened, by node; null without any. The trial is tried elsewhere if there is an
    /// elsewhere, so that a trial's verdict does not hang on one bad node.</summary>
    public ImmutableSortedDictionary<string, int>? StruckBy { get; init; }

    /// <summary>Losses of the node under it, counted apart: machines fail more often than trials kill them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NodeLosses { get; init; }

    /// <summary>The checkpoint at the last counted loss: one beyond it is progress, and wipes the slate clean.</summary>
    public ChildCheckpoint? LostBeyond { get; init; }

    /// <summary>Cancelled by the rule of a search: it has fallen behind, and nobody else wants it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StoppedEarly { get; init; }

    [JsonIgnore]
    public AttemptId Current => new(Key, Attempt);

    public TrialView View() => new(Key, Status, Attempt, Result, Failure, Note, Lease?.Node) { StoppedEarly = StoppedEarly };

    public static TrialRecord New(TrialKey key, TrialSpec spec) => new(
        key, spec, TrialStatus.Pending, 0, null, null, 0, null, null, null, null);

    /// <summary>Waiting, with nothing held against it.</summary>
    public TrialRecord Fresh() => Forgiven() with { Status = TrialStatus.Pending, Failure = null, StoppedEarly = false };

    public TrialRecord Forgiven() => this with { Strikes = 0, StruckBy = null, NodeLosses = 0, LostAt = null };
}

/// <summary>The right of one node to run one attempt.</summary>
public sealed record TrialLease(NodeId Node, Incarnation Incarnation, string Slot, long Order)
{
    /// <summary>In whose name it was handed out; null in journals from before several experiments shared a cluster.</summary>
    public string? Experiment { get; init; }

    /// <summary>When it was handed out; null in journals that did not keep it.</summary>
    public DateTimeOffset? Since { get; init; }
}

public sealed record CheckpointMark(ChildCheckpoint Checkpoint, DateTimeOffset At);
