using System.Collections.Immutable;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private static Decision Announce(
        CoordinatorState state, Roster roster, AnnounceNode c, DateTimeOffset now, CoordinatorOptions options)
    {
        var drain = roster.ToDrain.Contains(c.Incarnation);
        var entry = new NodeEntry(c.Node, c.Incarnation, c.Slots, c.Draining || drain);
        roster = roster with { Nodes = roster.Nodes.SetItem(c.Node.Value, entry) };
        var events = new List<ICoordinatorEvent>();
        var effects = new List<Effect> { new Reply(new NodeAnnounced(c.Node, c.Incarnation)) };
        if (drain && !c.Draining) effects.Add(new SendDrain(c.Node));

        foreach (var trial in state.Running.Where(t => t.Lease!.Node == c.Node).OrderBy(t => t.Lease!.Order))
        {
            if (c.Holding.Contains(trial.Current))
            {
                roster = roster.Alive(trial.Current, now);
                continue;
            }

            // An order above the last one the node saw is still on its way (or lost): the tick repeats it.
            var sameProcess = trial.Lease!.Incarnation == c.Incarnation;
            if (sameProcess && trial.Lease.Order > c.LastOrder) continue;
            var why = sameProcess ? "the node no longer has it" : "the node's process is a new one";
            events.AddRange(Lose(trial, LossReason.NodeRestarted, why, now, options));
            roster = roster.Forget(trial.Current);
        }

        effects.AddRange(c.Holding.Where(a => !IsCurrent(state, a, c.Node)).Select(a => new SendStop(c.Node, a)));
        return new([.. events], [.. effects], roster);
    }

    private static Decision Time(CoordinatorState state, Roster roster, DateTimeOffset now, CoordinatorOptions options)
    {
        var events = new List<ICoordinatorEvent>();
        var effects = new List<Effect>();
        foreach (var trial in state.Running.OrderBy(t => t.Lease!.Order))
        {
            if (!roster.Heard.TryGetValue(trial.Current, out var heard))
                roster = roster with { Heard = roster.Heard.SetItem(trial.Current, heard = now) };

            if (now - heard > options.Lease)
            {
                events.AddRange(Lose(trial, LossReason.LeaseExpired, $"silent since {heard:u}", now, options));
                effects.Add(new SendStop(trial.Lease!.Node, trial.Current));
                roster = roster.Forget(trial.Current);
            }
            else if (!roster.Accepted.Contains(trial.Current)) effects.Add(Order(trial, trial.Lease!));
        }

        return new([.. events], [.. effects], roster);
    }

    /// <summary>Appends assignments of waiting trials to free slots, in order of submission.</summary>
    private static Decision Schedule(CoordinatorState state, Decision decision, DateTimeOffset now, CoordinatorOptions options)
    {
        state = Fold(state, decision.Events);
        var busy = state.Running.Select(t => (t.Lease!.Node, t.Lease.Slot)).ToHashSet();
        var free = new Queue<(NodeEntry Node, string Slot)>(
            from node in decision.Roster.Nodes.Values
            where !node.Draining
            from slot in node.Slots
            where !busy.Contains((node.Node, slot))
            select (node, slot));
        if (free.Count == 0) return decision;

        var events = decision.Events.ToBuilder();
        var effects = decision.Effects.ToBuilder();
        var roster = decision.Roster;
        foreach (var key in state.Queue)
        {
            var trial = state.Trials[key];
            if (trial.Status != TrialStatus.Pending || now < Earliest(trial, options)) continue;
            if (!free.TryDequeue(out var place)) break;
            var attempt = new AttemptId(key, trial.Attempt + 1);
            var assigned = new TrialAssigned(
                attempt, place.Node.Node, place.Node.Incarnation, place.Slot, state.Orders + 1, now);
            state = Apply(state, assigned);
            events.Add(assigned);
            effects.Add(Order(state.Trials[key], state.Trials[key].Lease!));
            roster = roster with { Heard = roster.Heard.SetItem(attempt, now) };
        }

        return new(events.ToImmutable(), effects.ToImmutable(), roster);
    }

    private static DateTimeOffset Earliest(TrialRecord trial, CoordinatorOptions options) =>
        trial is { Strikes: > 0, LostAt: { } at }
            ? at + (options.RetryDelay * Math.Pow(2, trial.Strikes - 1))
            : DateTimeOffset.MinValue;

    private static SendOrder Order(TrialRecord trial, TrialLease lease) =>
        new(lease.Node, new NodeProtocol.StartAttempt(
            trial.Current, lease.Order, lease.Slot, trial.Spec, trial.Checkpoint?.Checkpoint));
}
