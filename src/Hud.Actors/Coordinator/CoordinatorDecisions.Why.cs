using System.Globalization;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>Why a trial does not run (or does): the first obstacle in its way.</summary>
    /// <returns><see cref="WhyAnswer"/> or <see cref="TrialUnknown"/>.</returns>
    public static IHudMessage Why(
        CoordinatorState state, Roster roster, GetWhy question, DateTimeOffset now, CoordinatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(options);
        if (Find(state, question.Trial, out var missing) is not { } trial) return new TrialUnknown(question.Trial, missing);
        var sentence = trial.Status switch
        {
            TrialStatus.Recorded => "its result is recorded",
            TrialStatus.Failed => $"it failed: {trial.Failure?.Message}",
            TrialStatus.Cancelled when trial.StoppedEarly => $"it was {trial.Note}",
            TrialStatus.Cancelled => "every experiment that wants it was cancelled",
            TrialStatus.Running => Runs(trial, roster),
            _ => Waits(state, roster, trial, now, options),
        };
        return new WhyAnswer(trial.Key, trial.Status, sentence);
    }

    private static string Runs(TrialRecord trial, Roster roster)
    {
        var lease = trial.Lease!;
        var unseen = roster.Nodes.GetValueOrDefault(lease.Node.Value) is { InSight: true } ? "" : ", which is out of sight";
        return string.Create(CultureInfo.InvariantCulture, $"attempt {trial.Attempt} runs on {lease.Slot} of {lease.Node}{unseen}");
    }

    private static string Waits(
        CoordinatorState state, Roster roster, TrialRecord trial, DateTimeOffset now, CoordinatorOptions options)
    {
        var wanting = Wanting(state, trial.Key).Where(e => e.Active).ToList();
        if (wanting.Count == 0) return "every experiment that wants it is paused";
        if (!roster.InSight.Any()) return "no node is in sight";
        bool Suits(Place p) => wanting.Any(e => Fits(e.Terms?.Requires, trial.Spec.Threads, p.Node, p.Device));
        var fitting = roster.InSight.SelectMany(n => n.Offer.Devices.Select(d => new Place(n, d))).Where(Suits).ToList();
        if (fitting.Count == 0) return NoneFits(wanting[0].Terms?.Requires, trial.Spec.Threads, roster);
        var obstacles = fitting.Select(p => p.Node).Distinct()
            .Select(n => (n.Node, What: Obstacle(state, n, options))).ToList();
        if (obstacles.All(o => o.What is not null))
            return $"no node that fits may take work: {string.Join(", ", obstacles.Select(o => $"{o.Node} {o.What}"))}";

        var usable = fitting.Where(p => Obstacle(state, p.Node, options) is null).ToList();
        var last = trial.Note is { } note ? $" ({note})" : "";
        if (Earliest(trial, now, options) is var at && now < at)
            return string.Create(CultureInfo.InvariantCulture, $"it is tried again at {at.UtcDateTime:HH:mm:ss} UTC{last}");
        var open = Unavoided(trial, usable, usable, Suits);
        var elsewhere = open.Count < usable.Count ? $" on another node than {string.Join(", ", trial.StruckBy!.Keys)}{last}" : "";
        var ahead = Ahead(state, trial, wanting);
        return (ahead, open.Exists(p => IsFree(state, p))) switch
        {
            (_, true) => "it is about to start",
            (0, _) => $"it is the next to get a device{elsewhere}; all that fit are busy",
            _ => string.Create(
                CultureInfo.InvariantCulture, $"it waits for a device{elsewhere}, behind {ahead} other{(ahead == 1 ? "" : "s")}"),
        };
    }

    private static string NoneFits(Requirements? asked, int threads, Roster roster)
    {
        string[] wishes =
        [
            .. asked?.Kind is { } kind ? [kind.ToString().ToLowerInvariant()] : Array.Empty<string>(),
            string.Create(CultureInfo.InvariantCulture, $"{threads} threads on a CPU"),
            .. asked?.MemoryBytes is { } bytes
                ? [string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.##} GiB")] : Array.Empty<string>(),
            .. asked?.Labels.Select(l => $"label {l}") ?? [],
        ];
        var there = roster.InSight.Select(n =>
            $"{n.Node} has {string.Join(", ", n.Offer.Devices.Select(d => d.ToString()).Concat(n.Offer.Labels.Select(l => $"label {l}")))}");
        return $"no device fits: it asks for {string.Join(", ", wishes)}; {string.Join("; ", there)}";
    }

    /// <summary>Waiting trials of higher priority, and those before it in its own experiment.</summary>
    private static int Ahead(CoordinatorState state, TrialRecord trial, List<PlanRecord> wanting)
    {
        var number = state.Agenda.Places[trial.Key].Number;
        var priority = wanting.Max(e => e.Priority);
        return state.Experiments
            .Where(e => e.Value.Active && (e.Value.Priority > priority || (e.Value.Priority == priority && wanting.Contains(e.Value))))
            .SelectMany(e => state.Agenda.WaitingIn(e.Key).Values
                .SelectMany(set => set.Where(n => e.Value.Priority > priority || n < number)))
            .Distinct()
            .Count();
    }
}
