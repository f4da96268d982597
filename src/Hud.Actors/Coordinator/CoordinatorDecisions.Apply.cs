using System.Collections.Immutable;
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
                state with { Handled = state.Handled.Add(e.Command) }, state.Experiments[e.Experiment].Keys),
            TrialAssigned e => With(state with { Orders = e.Order }, e.Attempt.Trial, t => t with
            {
                Status = TrialStatus.Running,
                Attempt = e.Attempt.Number,
                Lease = new TrialLease(e.Node, e.Incarnation, e.Slot, e.Order),
            }),
            CheckpointMarked e => With(state, e.Attempt.Trial, t => t with
            {
                Checkpoint = new CheckpointMark(e.Checkpoint, e.At),
            }),
            AttemptLost e => With(state, e.Attempt.Trial, t => t with
            {
                Status = TrialStatus.Pending,
                Lease = null,
                Strikes = e.Reason == LossReason.Stopped ? t.Strikes : t.Strikes + 1,
                LostAt = e.Reason == LossReason.Stopped ? t.LostAt : e.At,
                Note = $"attempt {e.Attempt.Number} {Words(e.Reason)}: {e.Detail}",
            }),
            TrialFailed e => With(state, e.Attempt.Trial, t => t with
            {
                Status = TrialStatus.Failed,
                Lease = null,
                Failure = e.Failure,
                Note = e.Failure.Message,
            }),
            ResultRecorded e => With(state, e.Attempt.Trial, t => t with
            {
                Status = TrialStatus.Recorded,
                Lease = null,
                Result = e.Result,
                Failure = null,
                Note = null,
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "unknown event"),
        };
    }

    private static CoordinatorState Submitted(CoordinatorState state, ExperimentSubmitted e)
    {
        var added = e.Keys.Zip(e.Plan.Trials, TrialRecord.New).Where(t => !state.Trials.ContainsKey(t.Key)).ToList();
        return Reopened(
            state with
            {
                Handled = state.Handled.Add(e.Command),
                Experiments = state.Experiments.SetItem(e.Plan.Id, new PlanRecord(e.Plan, e.Keys)),
                Trials = state.Trials.AddRange(added.Select(t => KeyValuePair.Create(t.Key, t))),
                Queue = state.Queue.AddRange(added.Select(t => t.Key)),
            },
            e.Keys);
    }

    /// <summary>A person asked again: what may go better this time is tried again. A diverged trial would diverge
    /// again, since its randomness is a function of its seed.</summary>
    private static CoordinatorState Reopened(CoordinatorState state, ImmutableArray<TrialKey> keys) =>
        keys.Aggregate(state, (s, key) => With(s, key, t => t switch
        {
            { Status: TrialStatus.Failed, Failure.Kind: not FailureKind.Diverged } =>
                t with { Status = TrialStatus.Pending, Failure = null, Strikes = 0, LostAt = null },
            { Status: TrialStatus.Pending or TrialStatus.Running } => t with { Strikes = 0, LostAt = null },
            _ => t,
        }));

    private static CoordinatorState With(CoordinatorState state, TrialKey key, Func<TrialRecord, TrialRecord> change) =>
        state with { Trials = state.Trials.SetItem(key, change(state.Trials[key])) };

    private static string Words(LossReason reason) => reason switch
    {
        LossReason.Stopped => "was stopped",
        LossReason.Crashed => "crashed",
        LossReason.DiskFull => "found the disk full",
        LossReason.NodeRestarted => "was lost with its node",
        LossReason.LeaseExpired => "fell silent",
        _ => "failed",
    };
}
