using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Coordinator;

/// <summary>All that the journal says, folded. Also the snapshot.</summary>
/// <param name="Experiments">By plan id.</param>
/// <param name="Queue">Trials in order of submission, each once.</param>
/// <param name="Handled">Ids of submissions acted upon.</param>
/// <param name="Orders">Assignments ever made.</param>
public sealed record CoordinatorState(
    ImmutableSortedDictionary<string, PlanRecord> Experiments,
    ImmutableDictionary<TrialKey, TrialRecord> Trials,
    ImmutableArray<TrialKey> Queue,
    ImmutableHashSet<CommandId> Handled,
    long Orders) : IHudMessage
{
    public static CoordinatorState Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, PlanRecord>(StringComparer.Ordinal),
        ImmutableDictionary<TrialKey, TrialRecord>.Empty, [], [], 0);

    public IEnumerable<TrialRecord> Running => Trials.Values.Where(t => t.Lease is not null);
}

/// <param name="Keys">Of the plan's trials, in their order.</param>
public sealed record PlanRecord(ExperimentPlan Plan, ImmutableArray<TrialKey> Keys);

/// <summary>One trial's history, folded.</summary>
/// <param name="Attempt">Latest attempt's number, 0 before the first.</param>
/// <param name="Lease">Who runs it now; null when nobody does.</param>
/// <param name="Checkpoint">Last marked checkpoint.</param>
/// <param name="Strikes">Losses since the last submission.</param>
/// <param name="LostAt">When the last counted loss happened: the next attempt waits a little longer each time.</param>
public sealed record TrialRecord(
    TrialKey Key, TrialSpec Spec, TrialStatus Status, int Attempt, TrialLease? Lease, CheckpointMark? Checkpoint,
    int Strikes, DateTimeOffset? LostAt, TrialResult? Result, ChildFailure? Failure, string? Note)
{
    public AttemptId Current => new(Key, Attempt);

    public TrialView View() => new(Key, Status, Attempt, Result, Failure, Note, Lease?.Node);

    public static TrialRecord New(TrialKey key, TrialSpec spec) => new(
        key, spec, TrialStatus.Pending, 0, null, null, 0, null, null, null, null);
}

/// <summary>The right of one node to run one attempt.</summary>
public sealed record TrialLease(NodeId Node, Incarnation Incarnation, string Slot, long Order);

public sealed record CheckpointMark(ChildCheckpoint Checkpoint, DateTimeOffset At);
