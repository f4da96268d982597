using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;

namespace Hud.Actors.Nodes;

/// <summary>What a node holds.</summary>
/// <param name="LastOrder">Highest order number seen in this life of the process.</param>
/// <param name="Draining">Takes nothing new.</param>
/// <param name="Held">Attempts that run or wait for their acknowledgement, with their slots.</param>
/// <param name="Announced">The coordinator answered the last announcement.</param>
public sealed record NodeState(
    NodeId Node, Incarnation Incarnation, NodeOffer Offer, bool Draining, long LastOrder,
    ImmutableDictionary<AttemptId, string> Held, bool Announced)
{
    /// <summary>Why the coordinator gives it no work; null when it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>A canary was started in this life of the actor.</summary>
    public bool CanaryStarted { get; init; }

    /// <summary>How it ended; null until then.</summary>
    public CanaryOutcome? Canary { get; init; }

    public static NodeState New(NodeId node, Incarnation incarnation, NodeOffer offer) =>
        new(node, incarnation, offer, false, 0, ImmutableDictionary<AttemptId, string>.Empty, false);
}
