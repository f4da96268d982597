using System.Collections.Immutable;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    private sealed record Place(NodeEntry Node, Device Device);

    private sealed record Pick(string Experiment, TrialRecord Trial, int Number, Place Place);

    /// <summary>Appends assignments of waiting trials to free devices: the highest priority first; among equals whoever
    /// runs least, then whoever was served longest ago; within an experiment in order of submission.</summary>
    private static Decision Schedule(CoordinatorState state, Decision decision, DateTimeOffset now, CoordinatorOptions options)
    {
        state = decision.After ?? Fold(state, decision.Events);
        decision = decision with { After = state };
        var roster = decision.Roster;
        var all = Usable(state, roster, options).SelectMany(n => n.Offer.Devices.Select(d => new Place(n, d))).ToList();
        var free = all.Where(p => IsFree(state, p)).ToList();
        if (free.Count == 0) return decision;

        var events = decision.Events.ToBuilder();
        var effects = decision.Effects.ToBuilder();
        while (free.Count > 0 && Next(state, all, free, now, options) is { } pick)
        {
            var (node, device) = pick.Place;
            var attempt = new AttemptId(pick.Trial.Key, pick.Trial.Attempt + 1);
            var assigned = new TrialAssigned(attempt, node.Node, node.Incarnation, device.Name, state.Orders + 1, now)
            {
                Experiment = pick.Experiment,
            };
            state = Apply(state, assigned);
            events.Add(assigned);
            effects.Add(Order(state, state.Trials[attempt.Trial], state.Trials[attempt.Trial].Lease!));
            roster = roster.Begun(attempt, now, now);
            free.Remove(pick.Place);
        }

        return new(events.ToImmutable(), effects.ToImmutable(), roster) { After = state };
    }

    private static Pick? Next(
        CoordinatorState state, List<Place> all, List<Place> free, DateTimeOffset now, CoordinatorOptions options) =>
        InTurn(state).Select(e => FirstOf(state, e.Key, e.Value, all, free, now, options)).FirstOrDefault(p => p is not null);

    /// <summary>Experiments with waiting trials, in the order in which they may choose.</summary>
    private static IEnumerable<KeyValuePair<string, PlanRecord>> InTurn(CoordinatorState state) =>
        from e in state.Experiments
        where e.Value.Active && !state.Agenda.WaitingIn(e.Key).IsEmpty
        orderby e.Value.Priority descending, state.Agenda.Shares.GetValueOrDefault(e.Key), e.Value.Served,
            state.Agenda.Places[e.Value.Keys[0]].Number
        select e;

    /// <summary>The experiment's first trial that may start now and fits a free device.</summary>
    private static Pick? FirstOf(
        CoordinatorState state, string experiment, PlanRecord plan, List<Place> all, List<Place> free, DateTimeOffset now,
        CoordinatorOptions options)
    {
        Pick? first = null;
        foreach (var (demand, numbers) in state.Agenda.WaitingIn(experiment))
        {
            bool Suits(Place p) => Fits(plan.Terms?.Requires, demand.Threads, p.Node, p.Device);
            var fitting = free.Where(Suits).ToList();
            if (fitting.Count == 0) continue;
            foreach (var number in numbers)
            {
                if (number > first?.Number) break;
                var trial = state.Trials[state.Queue[number]];
                if (now < Earliest(trial, now, options)) continue;
                var willing = Unavoided(trial, fitting, all, Suits);
                if (willing.Count == 0) continue;
                first = new Pick(experiment, trial, number, willing.MinBy(p => (p.Device.Kind != DeviceKind.Cuda, p.Device.Threads))!);
                break;
            }
        }

        return first;
    }

    /// <summary>A trial stays away from nodes that it was struck on, as long as another one in sight would do.</summary>
    private static List<Place> Unavoided(TrialRecord trial, List<Place> fitting, List<Place> all, Func<Place, bool> suits)
    {
        bool Struck(Place p) => trial.StruckBy?.ContainsKey(p.Node.Node.Value) ?? false;
        return trial.StruckBy is null || !all.Exists(p => !Struck(p) && suits(p)) ? fitting : fitting.FindAll(p => !Struck(p));
    }

    /// <summary>Another node could begin with the trial at once.</summary>
    private static bool IsFreeElsewhere(CoordinatorState state, Roster roster, TrialRecord trial, CoordinatorOptions options) =>
        Usable(state, roster, options).Any(n =>
            n.Node != trial.Lease!.Node
            && n.Offer.Devices.Any(d => IsFree(state, new Place(n, d))
                && Wanting(state, trial.Key).Any(e => e.Active && Fits(e.Terms?.Requires, trial.Spec.Threads, n, d))));

    /// <summary>Could another node run the trial that has not struck it yet?</summary>
    private static bool HasAlternative(
        CoordinatorState state, Roster roster, TrialRecord trial, CoordinatorOptions options, NodeId besides) =>
        Usable(state, roster, options).Any(n =>
            n.Node != besides && !(trial.StruckBy?.ContainsKey(n.Node.Value) ?? false)
            && n.Offer.Devices.Any(d => Wanting(state, trial.Key).Any(e => Fits(e.Terms?.Requires, trial.Spec.Threads, n, d))));

    private static bool Fits(Requirements? asked, int threads, NodeEntry node, Device device) =>
        (device.Kind != DeviceKind.Cpu || threads <= device.Threads)
        && (asked is null
            || ((asked.Kind is null || asked.Kind == device.Kind)
                && (asked.MemoryBytes is null || device.MemoryBytes >= asked.MemoryBytes)
                && asked.Labels.All(l => node.Offer.Labels.Contains(l))));

    /// <summary>Nodes that may get work.</summary>
    private static IEnumerable<NodeEntry> Usable(CoordinatorState state, Roster roster, CoordinatorOptions options) =>
        roster.InSight.Where(n => Obstacle(state, n, options) is null);

    /// <returns>Why a node in sight gets no work, as the end of a sentence; null when it may get some.</returns>
    private static string? Obstacle(CoordinatorState state, NodeEntry node, CoordinatorOptions options)
    {
        var record = state.Node(node.Node);
        return node.Refusal is not null ? "was refused"
            : record.Quarantine is not null ? "is in quarantine"
            : node.Draining || record.Drain is not null ? "is draining"
            : options.Canary && record.Cleared != node.Incarnation ? "has not passed its canary yet"
            : null;
    }

    private static bool IsFree(CoordinatorState state, Place place) =>
        !state.Agenda.BusyOn(place.Node.Node).ContainsKey(place.Device.Name)
        && !place.Node.Holding.Any(h => h.Value == place.Device.Name && IsLingering(state, h.Key));

    /// <summary>The attempt was taken from its node, which has not let go of it yet. One whose outcome is known has ended
    /// whatever an older announcement says; one that this journal never handed out is none of its business.</summary>
    private static bool IsLingering(CoordinatorState state, AttemptId attempt) =>
        state.Trials.TryGetValue(attempt.Trial, out var trial) && attempt.Number <= trial.Attempt
        && (trial.Current != attempt || trial.Status is TrialStatus.Pending or TrialStatus.Cancelled);

    /// <summary>Living experiments that want the trial.</summary>
    private static IEnumerable<PlanRecord> Wanting(CoordinatorState state, TrialKey trial) =>
        state.Agenda.Places[trial].Experiments.Select(e => state.Experiments[e]).Where(e => !e.Cancelled);

    /// <summary>A loss in the future was written by a clock that has been set back since; nobody waits for that.</summary>
    private static DateTimeOffset Earliest(TrialRecord trial, DateTimeOffset now, CoordinatorOptions options) =>
        trial.LostAt is { } at && at <= now
            ? at + (options.RetryDelay * Math.Pow(2, Math.Max(0, trial.Strikes - 1)))
            : DateTimeOffset.MinValue;

    private static SendOrder Order(CoordinatorState state, TrialRecord trial, TrialLease lease) =>
        new(lease.Node, new NodeProtocol.StartAttempt(
            trial.Current, lease.Order, lease.Slot, trial.Spec, trial.Checkpoint?.Checkpoint)
        {
            Milestones = Stopping(state, trial.Key)?.Rule.Rungs,
        });
}
