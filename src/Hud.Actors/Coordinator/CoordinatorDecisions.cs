using System.Collections.Immutable;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>The coordinator's mind: pure functions of state, command and time. The other parts of this class hold
/// one kind of command each.</summary>
public static partial class CoordinatorDecisions
{
    /// <summary>Also the place where free slots are filled: every command may have freed or offered one.</summary>
    public static Decision Decide(
        CoordinatorState state, Roster roster, ICoordinatorCommand command, DateTimeOffset now, CoordinatorOptions options)
    {
        var decision = command switch
        {
            SubmitExperiment c => Submit(state, roster, c, now),
            AnnounceNode c => Announce(state, roster, c, now, options),
            AcceptAttempt c => Progress(state, roster, c.Attempt, c.Node, now, []),
            ReportProgress c => Progress(
                state, roster, c.Attempt, c.Node, now, [new PublishProgress(c.Attempt.Trial, c)]),
            ReportCheckpoint c => Checkpoint(state, roster, c, now, options),
            ReportResult c => Result(state, roster, c, now),
            ReportFailure c => Failure(state, roster, c, now, options),
            ReportLoss c => Loss(state, roster, c, now, options),
            DrainNode c => Drain(roster, c),
            Tick => Time(state, roster, now, options),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "unknown command"),
        };
        return Schedule(state, decision, now, options);
    }

    private static Decision Nothing(Roster roster, params ImmutableArray<Effect> effects) => new([], effects, roster);

    private static CoordinatorState Fold(CoordinatorState state, IEnumerable<ICoordinatorEvent> events) =>
        events.Aggregate(state, Apply);
}
