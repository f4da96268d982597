using System.Collections.Immutable;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>What to journal, and what to do once it is.</summary>
/// <param name="Events">In order; empty when nothing lasting happens.</param>
/// <param name="Effects">Carried out after the events are durable.</param>
/// <param name="Roster">The volatile view afterwards.</param>
public sealed record Decision(
    ImmutableArray<ICoordinatorEvent> Events, ImmutableArray<Effect> Effects, Roster Roster)
{
    /// <summary>The state with the events folded in; null in parts of a decision that did not need it.</summary>
    public CoordinatorState? After { get; init; }
}

public abstract record Effect;

/// <summary>To the sender of the command.</summary>
public sealed record Reply(IHudMessage Message) : Effect;

/// <summary>Tell a node to run an attempt; lost when the node is not there, the tick repeats it.</summary>
public sealed record SendOrder(NodeId Node, NodeProtocol.StartAttempt Order) : Effect;

/// <summary>Tell a node that an attempt was taken from it.</summary>
public sealed record SendStop(NodeId Node, AttemptId Attempt) : Effect;

/// <summary>Tell a node what one of its devices will probably get next.</summary>
public sealed record SendExpectation(NodeId Node, NodeProtocol.ExpectTrial Next) : Effect;

/// <summary>Have a node show that it computes what others compute.</summary>
public sealed record SendCanary(NodeId Node) : Effect;

/// <summary>Tell subscribers where an attempt is.</summary>
public sealed record PublishProgress(TrialKey Trial, CoordinatorProtocol.ReportProgress Report) : Effect;
