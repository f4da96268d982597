using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;

namespace Hud.Actors.Trials;

/// <summary>Where one attempt stands on its node.</summary>
/// <param name="Outcome">The report to repeat until acknowledged; null while the attempt runs.</param>
public sealed record TrialState(
    AttemptId Attempt, NodeId Node, TrialPhase? ReportedPhase, DateTimeOffset ReportedAt, ICoordinatorCommand? Outcome)
{
    public static TrialState New(AttemptId attempt, NodeId node) =>
        new(attempt, node, null, DateTimeOffset.MinValue, null);
}
