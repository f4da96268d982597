using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;

namespace Hud.Actors.Nodes;

/// <summary>What a node takes and answers.</summary>
public static class NodeProtocol
{
    // Commands

    /// <summary>Run an attempt. Repeated until <see cref="Coordinator.CoordinatorProtocol.AcceptAttempt"/> comes back;
    /// a repeat changes nothing.</summary>
    /// <param name="Order">The coordinator's running number of assignments.</param>
    /// <param name="From">Last checkpoint the coordinator knows of, null when there is none. The child trusts the
    /// verified files in its folder first.</param>
    public sealed record StartAttempt(
        AttemptId Attempt, long Order, string Slot, TrialSpec Spec, ChildCheckpoint? From) : IHudMessage
    {
        /// <summary>W3C traceparent of the attempt; null where nobody traces.</summary>
        public string? Trace { get; init; }

        /// <summary>Ascending training steps at which progress is reported whenever it was reported last; null for none.</summary>
        public ImmutableArray<long>? Milestones { get; init; }
    }

    /// <summary>The attempt belongs to somebody else now, or to nobody.</summary>
    public sealed record StopAttempt(AttemptId Attempt) : IHudMessage;

    /// <summary>What a slot would get if it were free now. Gives no right to run it and takes none: it may be lost, come
    /// twice, or turn out wrong.</summary>
    /// <param name="Spec">Null for nothing: whatever waits there may go.</param>
    public sealed record ExpectTrial(string Slot, TrialSpec? Spec) : IHudMessage;

    /// <summary>Take nothing new, let every attempt checkpoint and leave. Answered by <see cref="Drained"/>.</summary>
    public sealed record Drain : IHudMessage;

    /// <summary>Compute the engine's canary in a child process of the usual kind. Answered by
    /// <see cref="Coordinator.CoordinatorProtocol.CanaryDone"/>; a repeat gets the same answer again.</summary>
    public sealed record RunCanary : IHudMessage;

    // Replies

    /// <summary>Nothing runs here and every outcome was acknowledged.</summary>
    public sealed record Drained(NodeId Node) : IHudMessage;
}
