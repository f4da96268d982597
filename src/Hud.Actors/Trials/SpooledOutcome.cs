using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Experiments.Results;

namespace Hud.Actors.Trials;

/// <summary>An attempt's last word with its order, as a node keeps it on disk until the coordinator has acknowledged it.
/// Exactly one of result, failure and reason is there.</summary>
public sealed record SpooledOutcome(
    NodeProtocol.StartAttempt Order, TrialResult? Result, ChildFailure? Failure, LossReason? Reason, string? Detail)
{
    public static SpooledOutcome Of(NodeProtocol.StartAttempt order, TrialOutcome outcome) => outcome switch
    {
        TrialSucceeded s => new(order, s.Result, null, null, null),
        TrialGaveUp s => new(order, null, s.Failure, null, null),
        TrialEnded s => new(order, null, null, s.Reason, s.Detail),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome?.GetType().Name, "unknown outcome"),
    };

    /// <returns>Null for a file that says nothing.</returns>
    public TrialOutcome? Outcome() => this switch
    {
        { Result: { } result } => new TrialSucceeded(result),
        { Failure: { } failure } => new TrialGaveUp(failure),
        { Reason: { } reason } => new TrialEnded(reason, Detail ?? ""),
        _ => null,
    };
}
