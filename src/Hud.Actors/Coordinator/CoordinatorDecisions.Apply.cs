using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>Folds one fact. Pure: replaying the journal gives the same state for ever.</summary>
    public static CoordinatorState Apply(CoordinatorState state, ICoordinatorEvent fact)
    {
        ArgumentNullException.ThrowIfNull(state);
        return fact switch
        {
            ExperimentSubmitted e => Submitted(state, e),
            ExperimentResumed e => Reopened(
                With(Handled(state, e.Command), e.Experiment, p => p with
                {
                    Terms = e.Terms ?? p.Terms,
                    Paused = false,
                    Cancelled = false,
                }),
                state.Experiments[e.Experiment].Keys),
            ExperimentPaused e => With(Handled(state, e.Command), e.Experiment, p => p with { Paused = true }),
            ExperimentContinued e => With(Handled(state, e.Command), e.Experiment, p => p with { Paused = false }),
            ExperimentPrioritised e => With(Handled(state, e.Command), e.Experiment, p => p with
            {
                Terms = (p.Terms ?? ExperimentTerms.Default) with { Priority = e.Priority },
            }),
            ExperimentCancelled e => Cancelled(state, e),
            TrialAssigned e => Assigned(state, e),
            CheckpointMarked e => With(state, e.Attempt.Trial, t => t with
            {
                Checkpoint = new CheckpointMark(e.Checkpoint, e.At),
            }),
            AttemptLost e => Lost(state, e),
            TrialFailed e => With(Handled(state, e.Command), e.Attempt.Trial, t => t with
            {
                Status = TrialStatus.Failed,
                Lease = null,
                Failure = e.Failure,
                Note = e.Failure.Message,
            }),
            TrialRetried e => With(Handled(state, e.Command), e.Trial, t => t.Fresh()),
            ResultRecorded e => Recorded(state, e),
            PlanExtended e => Extended(state, e),
            RungJudged e => Judged(state, e),
            _ => ApplyToNode(state, fact),
        };
    }

    private static CoordinatorState Submitted(CoordinatorState state, ExperimentSubmitted e)
    {
        state = Enqueued(Handled(state, e.Command), new PlanRecord(e.Plan, e.Keys) { Terms = e.Plan.Terms }, e.Plan.Trials, e.Keys);
        return Reopened(state, e.Keys);
    }

    /// <param name="record">With the new trials in it.</param>
    private static CoordinatorState Enqueued(
        CoordinatorState state, PlanRecord record, ImmutableArray<TrialSpec> trials, ImmutableArray<TrialKey> keys)
    {
        var added = keys.Zip(trials, TrialRecord.New).Where(t => !state.Trials.ContainsKey(t.Key)).ToList();
        var agenda = state.Agenda;
        state = state with
        {
            Experiments = state.Experiments.SetItem(record.Plan.Id, record),
            Trials = state.Trials.AddRange(added.Select(t => KeyValuePair.Create(t.Key, t))),
            Queue = state.Queue.AddRange(added.Select(t => t.Key)),
        };
        return state with { Agenda = agenda.Submitted(state, record.Plan.Id, keys) };
    }

    /// <summary>A person asked again: what may go better this time is tried again. A diverged trial would diverge
    /// again, since its randomness is a function of its seed.</summary>
    private static CoordinatorState Reopened(CoordinatorState state, ImmutableArray<TrialKey> keys) =>
        keys.Aggregate(state, (s, key) => s.Trials[key] switch
        {
            { StoppedEarly: true } when IsStoppable(s, key) => s,
            { Status: TrialStatus.Failed, Failure.Kind: not FailureKind.Diverged } or { Status: TrialStatus.Cancelled } =>
                With(s, key, t => t.Fresh()),
            { Status: TrialStatus.Pending or TrialStatus.Running, LostAt: not null } => With(s, key, t => t.Forgiven()),
            _ => s,
        });

    private static CoordinatorState Cancelled(CoordinatorState state, ExperimentCancelled e)
    {
        state = With(Handled(state, e.Command), e.Experiment, p => p with { Cancelled = true });
        return OnlyWantedBy(state, e.Experiment).Aggregate(state, (s, key) => With(s, key, t => t with
        {
            Status = TrialStatus.Cancelled,
            Lease = null,
            Note = "cancelled",
        }));
    }

    /// <summary>Trials waiting or running that no other living experiment wants.</summary>
    private static ImmutableArray<TrialKey> OnlyWantedBy(CoordinatorState state, string experiment) =>
    [
        .. state.Experiments[experiment].Keys.Where(key =>
            state.Trials[key].Status is TrialStatus.Pending or TrialStatus.Running
            && state.Agenda.Places[key].Experiments.All(x => x == experiment || state.Experiments[x].Cancelled)),
    ];

    private static CoordinatorState Assigned(CoordinatorState state, TrialAssigned e)
    {
        state = With(state with { Orders = e.Order }, e.Attempt.Trial, t => t with
        {
            Status = TrialStatus.Running,
            Attempt = e.Attempt.Number,
            Lease = new TrialLease(e.Node, e.Incarnation, e.Slot, e.Order) { Experiment = e.Experiment, Since = e.At },
        });
        return e.Experiment is { } owner ? With(state, owner, p => p with { Served = e.Order }) : state;
    }

    private static CoordinatorState Lost(CoordinatorState state, AttemptLost e)
    {
        var trial = state.Trials[e.Attempt.Trial];
        var counted = e.Reason != LossReason.Stopped;
        var slate = counted && HasProgressed(trial) ? trial.Forgiven() : trial;
        var after = slate with
        {
            Status = TrialStatus.Pending,
            Lease = null,
            Note = $"attempt {e.Attempt.Number} {e.Reason.Words()}: {e.Detail}",
        };
        if (counted)
        {
            after = after with
            {
                Strikes = slate.Strikes + (e.Reason.IsStrike() ? 1 : 0),
                StruckBy = e.Reason.IsStrike() && trial.Lease is { } lease ? Struck(slate, lease.Node) : slate.StruckBy,
                NodeLosses = slate.NodeLosses + (e.Reason.IsStrike() ? 0 : 1),
                LostAt = e.At,
                LostBeyond = trial.Checkpoint?.Checkpoint,
            };
        }

        state = With(state, e.Attempt.Trial, _ => after);
        return counted && trial.Lease is { } held ? LostOn(state, held.Node, after, e) : state;
    }

    /// <summary>A trial that comes further with every attempt gets there in the end, however often it is lost.</summary>
    private static bool HasProgressed(TrialRecord trial) =>
        trial.Checkpoint?.Checkpoint is { } now
        && (trial.LostBeyond is not { } then
            || now.Phase > then.Phase || (now.Phase == then.Phase && now.Step > then.Step));

    private static ImmutableSortedDictionary<string, int> Struck(TrialRecord trial, NodeId node)
    {
        var by = trial.StruckBy ?? ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
        return by.SetItem(node.Value, by.GetValueOrDefault(node.Value) + 1);
    }

    private static CoordinatorState Recorded(CoordinatorState state, ResultRecorded e)
    {
        var node = state.Trials[e.Attempt.Trial].Lease?.Node;
        state = With(state, e.Attempt.Trial, t => t with
        {
            Status = TrialStatus.Recorded,
            Lease = null,
            Result = e.Result,
            Failure = null,
            Note = null,
        });
        return node is { } healthy && state.Node(healthy) is { FastLosses.IsEmpty: false, Quarantine: null }
            ? With(state, healthy, n => n with { FastLosses = [] })
            : state;
    }

    /// <param name="command">Null for a fact that no person asked for.</param>
    private static CoordinatorState Handled(CoordinatorState state, CommandId? command) =>
        command is { } id ? state with { Handled = state.Handled.Add(id) } : state;

    private static CoordinatorState With(CoordinatorState state, TrialKey key, Func<TrialRecord, TrialRecord> change)
    {
        var (before, agenda) = (state.Trials[key], state.Agenda);
        var after = change(before);
        return state with { Trials = state.Trials.SetItem(key, after), Agenda = agenda.Changed(before, after) };
    }

    private static CoordinatorState With(CoordinatorState state, string experiment, Func<PlanRecord, PlanRecord> change) =>
        state with { Experiments = state.Experiments.SetItem(experiment, change(state.Experiments[experiment])) };

    private static CoordinatorState With(CoordinatorState state, NodeId node, Func<NodeRecord, NodeRecord> change) =>
        state with { Nodes = state.Nodes.SetItem(node.Value, change(state.Node(node))) };
}
