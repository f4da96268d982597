using System.Collections.Immutable;
using System.Globalization;
using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static Decision Announce(
        CoordinatorState state, Roster roster, AnnounceNode c, DateTimeOffset now, CoordinatorOptions options)
    {
        var last = roster.Nodes.GetValueOrDefault(c.Node.Value);
        if (last is not null && last.Former.Contains(c.Incarnation))
            return Nothing(roster, new Reply(new NodeRefused(c.Node, c.Incarnation, NameTaken(c.Node))));
        var refusal = Refusal(c, now, options);
        var entry = new NodeEntry(
            c.Node, c.Incarnation, c.Offer, c.Draining, c.Holding.ToImmutableDictionary(h => h.Attempt, h => h.Slot), now)
        {
            Refusal = refusal,
            Former = last is null ? [] : last.Incarnation == c.Incarnation ? last.Former : last.Former.Add(last.Incarnation),
        };
        roster = roster with { Nodes = roster.Nodes.SetItem(c.Node.Value, entry) };
        (roster, var events) = Reconcile(state, roster, c, now, options);
        return new(events,
        [
            new Reply(refusal is null ? new NodeAnnounced(c.Node, c.Incarnation) : new NodeRefused(c.Node, c.Incarnation, refusal)),
            .. AskForCanary(state, entry, options),
            .. c.Holding.Where(h => !IsCurrent(state, h.Attempt, c.Node)).Select(h => new SendStop(c.Node, h.Attempt)),
        ], roster);
    }

    /// <summary>What the node runs lives; what it should run and does not is lost.</summary>
    private static (Roster Roster, ImmutableArray<ICoordinatorEvent> Events) Reconcile(
        CoordinatorState state, Roster roster, AnnounceNode c, DateTimeOffset now, CoordinatorOptions options)
    {
        var events = new List<ICoordinatorEvent>();
        foreach (var trial in RunningOn(state, c.Node))
        {
            if (roster.Nodes[c.Node.Value].Holding.ContainsKey(trial.Current))
            {
                roster = Watched(roster, trial, now).Alive(trial.Current, now);
                continue;
            }

            // An order above the last one the node saw is still on its way (or lost): the tick repeats it.
            var sameProcess = trial.Lease!.Incarnation == c.Incarnation;
            if (sameProcess && trial.Lease.Order > c.LastOrder) continue;
            var why = sameProcess ? "the node no longer has it" : "the node's process is a new one";
            events.AddRange(Lose(Fold(state, events), roster, trial, LossReason.NodeRestarted, why, now, options));
            roster = roster.Forget(trial.Current);
        }

        return (roster, [.. events]);
    }

    private static IEnumerable<TrialRecord> RunningOn(CoordinatorState state, NodeId node) =>
        state.Agenda.BusyOn(node).Values.Select(key => state.Trials[key]).OrderBy(t => t.Lease!.Order);

    /// <returns>Null for a node that may work here.</returns>
    private static string? Refusal(AnnounceNode c, DateTimeOffset now, CoordinatorOptions options)
    {
        if (c.Offer.Engine != options.Engine)
        {
            return $"the node runs engine {c.Offer.Engine}, the cluster {options.Engine}: their results must not be mixed; "
                + "install the cluster's build on the node";
        }

        var off = c.Clock - now;
        return off.Duration() <= options.ClockTolerance ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the node's clock is {off.Duration():d\\.hh\\:mm\\:ss} {(off > TimeSpan.Zero ? "ahead" : "behind")}: set it (with NTP), "
            + $"or the seed's; at most {options.ClockTolerance.TotalMinutes:0.#} minutes are allowed");
    }

    private static string NameTaken(NodeId node) =>
        $"another process has announced itself as {node} since: give each node a name of its own, and end the other process";
}
