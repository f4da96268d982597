using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;

namespace Hud.Seed.History;

public enum AttemptEnd { Running, Recorded, Failed, Lost, Stopped }

/// <summary>One attempt from its assignment to its end.</summary>
/// <param name="Experiment">In whose name it was handed out; null in old journals.</param>
public sealed record AttemptEntry(AttemptId Attempt, string? Experiment, NodeId Node, string Slot, DateTimeOffset Started)
{
    public AttemptEnd End { get; init; } = AttemptEnd.Running;

    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it was lost; null for any other end.</summary>
    public LossReason? Reason { get; init; }

    /// <summary>What was said at its end, for people.</summary>
    public string? Detail { get; init; }

    /// <summary>The last one marked in the journal.</summary>
    public CheckpointMark? Checkpoint { get; init; }

    /// <summary>Device seconds that a loss cost: those since the last marked checkpoint. Marks come at a bounded rate, so the
    /// true cost may be a little less.</summary>
    public double? LostSeconds => End == AttemptEnd.Lost && Ended is { } ended
        ? Math.Max(0, (ended - (Checkpoint?.At ?? Started)).TotalSeconds)
        : null;
}
