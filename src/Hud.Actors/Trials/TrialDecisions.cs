using Hud.Actors.Coordinator;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Trials;

/// <summary>What an attempt tells the coordinator, as pure functions.</summary>
public static class TrialDecisions
{
    /// <summary>Between two progress reports of one phase.</summary>
    public static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    /// <returns>The state afterwards and the report to send, null for none.</returns>
    public static (TrialState State, ICoordinatorCommand? Report) Decide(
        TrialState state, TrialSignal signal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Outcome is not null) return (state, null);
        return signal switch
        {
            TrialMovedOn s => Moved(state, s.Progress, now),
            TrialSaved s => (state, new ReportCheckpoint(state.Attempt, state.Node, s.Checkpoint)),
            TrialSpent => (state, null),
            TrialSucceeded s => End(state, new ReportResult(state.Attempt, state.Node, s.Result)),
            TrialGaveUp s => End(state, new ReportFailure(state.Attempt, state.Node, s.Failure)),
            TrialEnded s => End(state, new ReportLoss(state.Attempt, state.Node, s.Reason, s.Detail)),
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal.GetType().Name, "unknown signal"),
        };
    }

    private static (TrialState State, ICoordinatorCommand? Report) Moved(
        TrialState state, ChildProgress progress, DateTimeOffset now)
    {
        // A fresh child begins without a loss.
        var passed = progress is { Phase: TrialPhase.Train, Loss: not null }
            ? state.Milestones.TakeWhile(step => step <= progress.Step).Count()
            : 0;
        var due = state.ReportedPhase != progress.Phase || progress.Step == progress.Of || passed > 0
            // Either way: a clock that was set back must not silence a trial.
            || (now - state.ReportedAt).Duration() >= ProgressInterval;
        return due
            ? (state with { ReportedPhase = progress.Phase, ReportedAt = now, Milestones = state.Milestones.RemoveRange(0, passed) },
                new ReportProgress(state.Attempt, state.Node, progress))
            : (state, null);
    }

    private static (TrialState State, ICoordinatorCommand? Report) End(TrialState state, ICoordinatorCommand report) =>
        (state with { Outcome = report }, report);
}
