using System.Collections.Immutable;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>Indexes over the state, so that no decision looks at every trial. Derived, never stored: the same facts give
/// the same agenda.</summary>
/// <param name="Places">Where each trial stands in the queue, and who wants it.</param>
/// <param name="Waiting">Pending trials of each experiment; a shared one waits in each that wants it.</param>
/// <param name="Running">Trials under a lease, by order number.</param>
/// <param name="Busy">What runs where: node, slot, trial.</param>
/// <param name="Shares">Running trials by the experiment in whose name they were handed out.</param>
internal sealed record Agenda(
    ImmutableDictionary<TrialKey, TrialPlace> Places,
    ImmutableDictionary<string, ImmutableDictionary<Demand, ImmutableSortedSet<int>>> Waiting,
    ImmutableSortedDictionary<long, TrialKey> Running,
    ImmutableDictionary<NodeId, ImmutableDictionary<string, TrialKey>> Busy,
    ImmutableDictionary<string, int> Shares)
{
    private static readonly ImmutableDictionary<Demand, ImmutableSortedSet<int>> Nothing =
        ImmutableDictionary<Demand, ImmutableSortedSet<int>>.Empty;

    public static Agenda Of(CoordinatorState state)
    {
        var empty = new Agenda(
            Enumerable.Range(0, state.Queue.Length)
                .ToImmutableDictionary(i => state.Queue[i], i => new TrialPlace(i, [])),
            ImmutableDictionary<string, ImmutableDictionary<Demand, ImmutableSortedSet<int>>>.Empty,
            ImmutableSortedDictionary<long, TrialKey>.Empty,
            ImmutableDictionary<NodeId, ImmutableDictionary<string, TrialKey>>.Empty,
            ImmutableDictionary<string, int>.Empty);
        var wanted = state.Experiments.Aggregate(empty, (a, e) => a.Submitted(state, e.Key, e.Value.Keys));
        return state.Trials.Values.Where(t => t.Lease is not null).Aggregate(wanted, (a, t) => a.Leased(t));
    }

    /// <summary>Trials of the experiment that wait, whatever else it wants.</summary>
    public ImmutableDictionary<Demand, ImmutableSortedSet<int>> WaitingIn(string experiment) =>
        Waiting.GetValueOrDefault(experiment, Nothing);

    public ImmutableDictionary<string, TrialKey> BusyOn(NodeId node) =>
        Busy.GetValueOrDefault(node, ImmutableDictionary<string, TrialKey>.Empty);

    /// <param name="state">With the experiment's trials in queue and dictionary already.</param>
    public Agenda Submitted(CoordinatorState state, string experiment, ImmutableArray<TrialKey> keys)
    {
        var places = Places.ToBuilder();
        for (var i = Places.Count; i < state.Queue.Length; i++) places.Add(state.Queue[i], new TrialPlace(i, []));
        var waiting = WaitingIn(experiment).ToDictionary(w => w.Key, w => w.Value.ToBuilder());
        foreach (var key in keys)
        {
            var place = places[key];
            if (place.Experiments.Contains(experiment)) continue;
            places[key] = place with { Experiments = place.Experiments.Add(experiment) };
            var trial = state.Trials[key];
            if (trial.Status != TrialStatus.Pending) continue;
            if (!waiting.TryGetValue(Demand.Of(trial), out var set))
                waiting.Add(Demand.Of(trial), set = ImmutableSortedSet.CreateBuilder<int>());
            set.Add(place.Number);
        }

        return this with
        {
            Places = places.ToImmutable(),
            Waiting = Waiting.SetItem(experiment, waiting.ToImmutableDictionary(w => w.Key, w => w.Value.ToImmutable())),
        };
    }

    public Agenda Changed(TrialRecord before, TrialRecord after)
    {
        var agenda = this;
        if (before.Lease is not null && before.Lease != after.Lease) agenda = agenda.Ended(before);
        if (after.Lease is not null && before.Lease != after.Lease) agenda = agenda.Leased(after);
        var (was, becomes) = (Demand.While(before), Demand.While(after));
        return was == becomes ? agenda : agenda.Moved(after.Key, was, becomes);
    }

    private Agenda Moved(TrialKey key, Demand? was, Demand? becomes)
    {
        var place = Places[key];
        var waiting = Waiting;
        foreach (var experiment in place.Experiments)
        {
            var sets = waiting.GetValueOrDefault(experiment, Nothing);
            if (was is { } old && sets.TryGetValue(old, out var left))
            {
                left = left.Remove(place.Number);
                sets = left.IsEmpty ? sets.Remove(old) : sets.SetItem(old, left);
            }

            if (becomes is { } now)
                sets = sets.SetItem(now, sets.GetValueOrDefault(now, ImmutableSortedSet<int>.Empty).Add(place.Number));
            waiting = waiting.SetItem(experiment, sets);
        }

        return this with { Waiting = waiting };
    }

    private Agenda Leased(TrialRecord trial)
    {
        var lease = trial.Lease!;
        return this with
        {
            Running = Running.SetItem(lease.Order, trial.Key),
            Busy = Busy.SetItem(lease.Node, BusyOn(lease.Node).SetItem(lease.Slot, trial.Key)),
            Shares = Share(lease, 1),
        };
    }

    private Agenda Ended(TrialRecord trial)
    {
        var lease = trial.Lease!;
        var slots = BusyOn(lease.Node).Remove(lease.Slot);
        return this with
        {
            Running = Running.Remove(lease.Order),
            Busy = slots.IsEmpty ? Busy.Remove(lease.Node) : Busy.SetItem(lease.Node, slots),
            Shares = Share(lease, -1),
        };
    }

    private ImmutableDictionary<string, int> Share(TrialLease lease, int change) =>
        lease.Experiment is { } owner ? Shares.SetItem(owner, Shares.GetValueOrDefault(owner) + change) : Shares;
}

/// <param name="Number">Place in the queue, from 0.</param>
/// <param name="Experiments">Who wants the trial, in order of submission.</param>
internal sealed record TrialPlace(int Number, ImmutableArray<string> Experiments);

/// <summary>What tells waiting trials of one experiment apart when a device is looked for: within one demand, the first
/// is as good as any.</summary>
/// <param name="Struck">It was lost before: it may have to wait, or to avoid a node.</param>
internal readonly record struct Demand(int Threads, bool Struck)
{
    public static Demand Of(TrialRecord trial) => new(trial.Spec.Threads, trial.LostAt is not null);

    /// <returns>Null while the trial does not wait.</returns>
    public static Demand? While(TrialRecord trial) => trial.Status == TrialStatus.Pending ? Of(trial) : null;
}
