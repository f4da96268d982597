using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Nodes;

/// <summary>What a node does about a message.</summary>
public abstract record NodeEffect;

public sealed record Launch(NodeProtocol.StartAttempt Order) : NodeEffect;

public sealed record Halt(AttemptId Attempt) : NodeEffect;

public sealed record Report(ICoordinatorCommand Command) : NodeEffect;

/// <param name="Next">Null for nothing.</param>
public sealed record Foresee(string Slot, TrialSpec? Next) : NodeEffect;

/// <summary>Tell those who asked that the node is empty.</summary>
public sealed record SayDrained : NodeEffect;

public sealed record StartCanary : NodeEffect;

/// <summary>The node's mind, as pure functions.</summary>
public static class NodeDecisions
{
    /// <summary>A repeated order is confirmed again; an order of an older attempt than one held is stale; an older
    /// attempt of the same trial makes room for the newer one.</summary>
    public static (NodeState State, ImmutableArray<NodeEffect> Effects) Start(
        NodeState state, NodeProtocol.StartAttempt order)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(order);
        state = state with { LastOrder = Math.Max(state.LastOrder, order.Order) };
        var attempt = order.Attempt;
        if (state.Held.ContainsKey(attempt)) return (state, [new Report(new AcceptAttempt(attempt, state.Node))]);
        if (state.Draining)
            return (state, [new Report(new ReportLoss(attempt, state.Node, LossReason.Stopped, "the node is draining"))]);
        var siblings = state.Held.Keys.Where(a => a.Trial == attempt.Trial).ToList();
        if (siblings.Any(a => a.Number > attempt.Number)) return (state, []);
        return (
            state with { Held = state.Held.Add(attempt, order.Slot) },
            [.. siblings.Select(a => new Halt(a)), new Launch(order)]);
    }

    public static (NodeState State, ImmutableArray<NodeEffect> Effects) Stop(
        NodeState state, NodeProtocol.StopAttempt stop)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(stop);
        return (state, state.Held.ContainsKey(stop.Attempt) ? [new Halt(stop.Attempt)] : []);
    }

    /// <summary>Only a slot at work prepares for what comes after: one without would keep memory for nothing.</summary>
    public static (NodeState State, ImmutableArray<NodeEffect> Effects) Expect(
        NodeState state, NodeProtocol.ExpectTrial next)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(next);
        var welcome = next.Spec is null || (!state.Draining && state.Held.ContainsValue(next.Slot));
        return (state, welcome ? [new Foresee(next.Slot, next.Spec)] : []);
    }

    public static (NodeState State, ImmutableArray<NodeEffect> Effects) Drain(
        NodeState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        state = state with { Draining = true };
        return (
            state,
            [
                Announcement(state, now), .. state.Held.Keys.Select(a => new Halt(a)),
                .. state.Offer.Devices.Select(d => new Foresee(d.Name, null)), .. DrainedWhenEmpty(state),
            ]);
    }

    public static (NodeState State, ImmutableArray<NodeEffect> Effects) Closed(NodeState state, AttemptId attempt)
    {
        ArgumentNullException.ThrowIfNull(state);
        state = state with { Held = state.Held.Remove(attempt) };
        return (state, [.. DrainedWhenEmpty(state)]);
    }

    /// <summary>One canary a life; a repeated question gets the answer again.</summary>
    public static (NodeState State, ImmutableArray<NodeEffect> Effects) Canary(NodeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            { Canary: { } outcome } => (state, [new Report(new CanaryDone(state.Node, state.Incarnation, outcome))]),
            { CanaryStarted: true } => (state, []),
            _ => (state with { CanaryStarted = true }, [new StartCanary()]),
        };
    }

    public static (NodeState State, ImmutableArray<NodeEffect> Effects) CanaryEnded(NodeState state, CanaryOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Canary(state with { Canary = outcome });
    }

    /// <param name="now">By this machine's clock, which the coordinator holds against its own.</param>
    public static Report Announcement(NodeState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new Report(new AnnounceNode(
            state.Node, state.Incarnation, state.Offer, state.Draining,
            [.. state.Held.Select(h => new HeldAttempt(h.Key, h.Value))], state.LastOrder, now));
    }

    private static ImmutableArray<NodeEffect> DrainedWhenEmpty(NodeState state) =>
        state is { Draining: true, Held.IsEmpty: true } ? [new SayDrained()] : [];
}
