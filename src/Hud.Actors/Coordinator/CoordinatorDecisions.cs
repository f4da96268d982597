using System.Collections.Immutable;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>The coordinator's mind: pure functions of state, command and time. The other parts of this class hold
/// one kind of command each.</summary>
public static partial class CoordinatorDecisions
{
    /// <summary>Also the place where free devices are filled, since most commands may have freed or offered one. News of
    /// an attempt that goes on do not, and they are by far the most frequent.</summary>
    /// <returns>With <see cref="Decision.After"/>.</returns>
    public static Decision Decide(
        CoordinatorState state, Roster roster, ICoordinatorCommand command, DateTimeOffset now, CoordinatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        var decision = command switch
        {
            AcceptAttempt c => Progress(state, roster, c.Attempt, c.Node, now, r => r.Alive(c.Attempt, now), []),
            ReportProgress c => Moved(state, roster, c, now, options),
            ReportCheckpoint c => Checkpoint(state, roster, c, now, options),
            _ => Schedule(state, Grow(state, Answer(state, roster, command, now, options), now), now, options),
        };
        return decision.After is null ? decision with { After = Fold(state, decision.Events) } : decision;
    }

    private static Decision Answer(
        CoordinatorState state, Roster roster, ICoordinatorCommand command, DateTimeOffset now,
        CoordinatorOptions options) => command switch
        {
            SubmitExperiment c => Submit(state, roster, c, now),
            AnnounceNode c => Announce(state, roster, c, now, options),
            ReportResult c => Result(state, roster, c, now),
            ReportFailure c => Failure(state, roster, c, now, options),
            ReportLoss c => Loss(state, roster, c, now, options),
            CanaryDone c => Canary(state, roster, c, now),
            IOperatorCommand c => Operate(state, roster, c, now),
            Tick => Time(state, roster, now, options),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "unknown command"),
        };

    private static Decision Nothing(Roster roster, params ImmutableArray<Effect> effects) => new([], effects, roster);

    private static CoordinatorState Fold(CoordinatorState state, IEnumerable<ICoordinatorEvent> events) =>
        events.Aggregate(state, Apply);
}
