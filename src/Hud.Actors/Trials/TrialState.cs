using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;

namespace Hud.Actors.Trials;

/// <summary>Where one attempt stands on its node.</summary>
/// <param name="Outcome">The report to repeat until acknowledged; null while the attempt runs.</param>
public sealed record TrialState(
    AttemptId Attempt, NodeId Node, TrialPhase? ReportedPhase, DateTimeOffset ReportedAt, ICoordinatorCommand? Outcome)
{
    /// <summary>Training steps that are still to be reported, ascending.</summary>
    public ImmutableArray<long> Milestones { get; init; } = [];

    public static TrialState New(AttemptId attempt, NodeId node, ImmutableArray<long>? milestones = null) =>
        new(attempt, node, null, DateTimeOffset.MinValue, null) { Milestones = milestones ?? [] };
}
