using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static bool IsCurrent(CoordinatorState state, AttemptId attempt, NodeId node) =>
        state.Trials.TryGetValue(attempt.Trial, out var trial)
        && trial.Lease is { } lease && lease.Node == node && trial.Current == attempt;

    private static Decision Progress(
        CoordinatorState state, Roster roster, AttemptId attempt, NodeId node, DateTimeOffset now,
        Func<Roster, Roster> renew, ImmutableArray<Effect> effects) =>
        IsCurrent(state, attempt, node)
            ? new([], effects, renew(Watched(roster, state.Trials[attempt.Trial], now)))
            : Nothing(roster, new SendStop(node, attempt));

    /// <summary>A search may judge the trial by its progress, and stop it.</summary>
    private static Decision Moved(
        CoordinatorState state, Roster roster, ReportProgress c, DateTimeOffset now, CoordinatorOptions options)
    {
        var progress = Progress(
            state, roster, c.Attempt, c.Node, now, r => r.Moved(c.Attempt, c.Progress, now),
            [new PublishProgress(c.Attempt.Trial, c), .. Expected(state, roster, c, now, options)]);
        var judged = Judge(state, c, now);
        if (judged.IsEmpty) return progress;
        if (judged[^1] is not RungJudged { Stops: true }) return progress with { Events = judged };
        var stopped = new Decision(
            judged, progress.Effects.Add(new SendStop(c.Node, c.Attempt)),
            progress.Roster.Taken(c.Attempt, state.Trials[c.Attempt.Trial].Lease!));
        return Schedule(state, Grow(state, stopped, now), now, options);
    }

    private static Decision Checkpoint(
        CoordinatorState state, Roster roster, ReportCheckpoint c, DateTimeOffset now, CoordinatorOptions options)
    {
        var alive = Progress(state, roster, c.Attempt, c.Node, now, r => r.Alive(c.Attempt, now), []);
        if (!IsCurrent(state, c.Attempt, c.Node)) return alive;
        var last = state.Trials[c.Attempt.Trial].Checkpoint;
        var due = last is null || (now - last.At).Duration() >= options.CheckpointInterval;
        return due
            ? alive with
            {
                Events = [new CheckpointMarked(c.Attempt, c.Checkpoint, now)],
                Roster = alive.Roster.Saved(c.Attempt, null),
            }
            : alive with { Roster = alive.Roster.Saved(c.Attempt, c.Checkpoint == last!.Checkpoint ? null : c.Checkpoint) };
    }

    private static Decision Result(CoordinatorState state, Roster roster, ReportResult c, DateTimeOffset now)
    {
        // A node that was given up too early may still bring its result while nobody else has begun.
        var unclaimed = state.Trials.TryGetValue(c.Attempt.Trial, out var trial)
            && trial is { Status: TrialStatus.Pending or TrialStatus.Cancelled, StoppedEarly: false } && trial.Current == c.Attempt;
        var recorded = new ResultRecorded(c.Attempt, c.Result, now);
        return unclaimed
            ? new([recorded], [new Reply(new ReportReceived(c.Attempt, Superseded: false))], roster.LetGo(c.Node, c.Attempt))
            : Close(state, roster, c.Attempt, c.Node, [recorded]);
    }

    private static Decision Failure(
        CoordinatorState state, Roster roster, ReportFailure c, DateTimeOffset now, CoordinatorOptions options)
    {
        ImmutableArray<ICoordinatorEvent> Events(TrialRecord trial) => c.Failure.Kind switch
        {
            // What one node cannot read, another may: only the last one to ask is believed.
            FailureKind.BadInput when HasAlternative(state, roster, trial, options, besides: c.Node) =>
                Lose(state, roster, trial, LossReason.BadInput, c.Failure.Message, now, options),
            FailureKind.Diverged or FailureKind.BadInput => [new TrialFailed(c.Attempt, c.Failure, now)],
            FailureKind.DiskFull => Lose(state, roster, trial, LossReason.DiskFull, c.Failure.Message, now, options),
            _ => Lose(state, roster, trial, LossReason.Error, c.Failure.Message, now, options),
        };

        return Close(state, roster, c.Attempt, c.Node,
            IsCurrent(state, c.Attempt, c.Node) ? Events(state.Trials[c.Attempt.Trial]) : []);
    }

    private static Decision Loss(
        CoordinatorState state, Roster roster, ReportLoss c, DateTimeOffset now, CoordinatorOptions options) =>
        Close(state, roster, c.Attempt, c.Node,
            IsCurrent(state, c.Attempt, c.Node)
                ? Lose(state, roster, state.Trials[c.Attempt.Trial], c.Reason, c.Detail, now, options) : []);

    /// <summary>An outcome counts once, from the attempt that holds the lease; everything else is acknowledged,
    /// counted and dropped.</summary>
    private static Decision Close(
        CoordinatorState state, Roster roster, AttemptId attempt, NodeId node, ImmutableArray<ICoordinatorEvent> events)
    {
        roster = roster.LetGo(node, attempt);
        if (IsCurrent(state, attempt, node))
            return new(events, [new Reply(new ReportReceived(attempt, Superseded: false))], roster.Forget(attempt));
        var repeat = state.Trials.TryGetValue(attempt.Trial, out var trial) && trial.Current == attempt;
        var counted = repeat ? roster : roster with { Stale = roster.Stale + 1 };
        return Nothing(counted, new Reply(new ReportReceived(attempt, Superseded: !repeat)));
    }
}
