using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Coordinator;

public enum TrialStatus { Pending, Running, Recorded, Failed, Cancelled }

/// <summary>A trial as others see it.</summary>
/// <param name="Attempt">Latest attempt's number, 0 before the first.</param>
/// <param name="Note">What happened last, for people; null when nothing did.</param>
/// <param name="Node">Who runs it; null when nobody does.</param>
public sealed record TrialView(
    TrialKey Key, TrialStatus Status, int Attempt, TrialResult? Result, ChildFailure? Failure, string? Note,
    NodeId? Node = null)
{
    /// <summary>Cancelled by the rule of a search, and not by a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StoppedEarly { get; init; }
}
