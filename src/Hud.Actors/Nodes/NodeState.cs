using System.Collections.Immutable;
using Hud.Actors.Protocol;

namespace Hud.Actors.Nodes;

/// <summary>What a node holds.</summary>
/// <param name="LastOrder">Highest order number seen in this life of the process.</param>
/// <param name="Draining">Takes nothing new.</param>
/// <param name="Held">Attempts that run or wait for their acknowledgement.</param>
/// <param name="Announced">The coordinator answered the last announcement.</param>
public sealed record NodeState(
    NodeId Node, Incarnation Incarnation, ImmutableArray<string> Slots, bool Draining, long LastOrder,
    ImmutableHashSet<AttemptId> Held, bool Announced)
{
    public static NodeState New(NodeId node, Incarnation incarnation, ImmutableArray<string> slots) =>
        new(node, incarnation, slots, false, 0, [], false);
}
