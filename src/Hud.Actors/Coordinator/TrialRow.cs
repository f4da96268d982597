using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>A trial in a list: what it is and how it stands, without its result.</summary>
/// <param name="Attempt">Latest attempt's number, 0 before the first.</param>
/// <param name="Node">Who runs it; null when nobody does.</param>
/// <param name="Note">What happened last, for people; null when nothing did.</param>
public sealed record TrialRow(
    TrialKey Key, string Method, string Scene, long Seed, TrialStatus Status, int Attempt, NodeId? Node, string? Note)
{
    internal static TrialRow Of(TrialRecord trial) => new(
        trial.Key, trial.Spec.Method, trial.Spec.Scene.Name, trial.Spec.Seed, trial.Status, trial.Attempt, trial.Lease?.Node,
        trial.Note);
}
