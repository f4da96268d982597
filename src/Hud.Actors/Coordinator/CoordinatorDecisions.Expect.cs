using System.Collections.Immutable;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>When an attempt begins to train, and again when it begins to sample, its node hears what the device would get
    /// if it were free by now, or that this is nothing. Nothing is assigned: by the time it is free, somebody else may have it.</summary>
    private static ImmutableArray<Effect> Expected(
        CoordinatorState state, Roster roster, ReportProgress c, DateTimeOffset now, CoordinatorOptions options)
    {
        if (c.Progress.Phase is not (TrialPhase.Train or TrialPhase.Sample)
            || roster.Watch(c.Attempt)?.Progress?.Phase == c.Progress.Phase || !IsCurrent(state, c.Attempt, c.Node)) return [];
        var slot = state.Trials[c.Attempt.Trial].Lease!.Slot;
        var all = Usable(state, roster, options).SelectMany(n => n.Offer.Devices.Select(d => new Place(n, d))).ToList();
        var place = all.Find(p => p.Node.Node == c.Node && p.Device.Name == slot);
        var next = place is null ? null : Next(state, all, [place], now, options);
        return [new SendExpectation(c.Node, new NodeProtocol.ExpectTrial(slot, next?.Trial.Spec))];
    }

    /// <summary>Whatever waits on the node may go.</summary>
    private static IEnumerable<Effect> NothingExpected(Roster roster, NodeId node) =>
        roster.Nodes.GetValueOrDefault(node.Value)?.Offer.Devices
            .Select(d => new SendExpectation(node, new NodeProtocol.ExpectTrial(d.Name, null))) ?? [];
}
