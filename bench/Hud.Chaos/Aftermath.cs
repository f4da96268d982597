namespace Hud.Chaos;

/// <summary>An attempt that a fault took from its node.</summary>
/// <param name="Detected">From the fault's beginning until the coordinator gave the attempt up.</param>
/// <param name="Resumed">From the fault's beginning until the next attempt was handed out; null when none was needed.</param>
/// <param name="Elsewhere">That was to another node.</param>
internal sealed record Loss(FaultKind Kind, TimeSpan Detected, TimeSpan? Resumed, bool Elsewhere);

/// <summary>What faults cost, as the journal tells it.</summary>
internal static class Aftermath
{
    /// <summary>Steps between two checkpoints of a trial of the laboratory.</summary>
    public const int CheckpointEvery = 20;

    /// <summary>Attempts lost on nodes that a fault had hit. Those lost while a seed's clock was wrong are left out.</summary>
    /// <param name="begun">Faults of nodes with the nodes' names, by when they began.</param>
    public static IEnumerable<Loss> Losses(
        IReadOnlyList<AttemptEvent> events, IReadOnlyList<(Fault Fault, IReadOnlyList<string> Nodes, DateTimeOffset At)> begun)
    {
        var sound = Sound(events);
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] is not { Manifest: "al" } lost || !sound[i]) continue;
            var given = events.Take(i).LastOrDefault(e => e.Manifest == "ta" && e.Trial == lost.Trial && e.Number == lost.Number);
            var (fault, _, at) = begun.LastOrDefault(b => b.At <= lost.At && b.At >= given?.At && b.Nodes.Contains(given.Node!));
            if (fault is null) continue;
            var next = Enumerable.Range(i, events.Count - i).FirstOrDefault(
                j => sound[j] && events[j].Manifest == "ta" && events[j].Trial == lost.Trial, -1);
            yield return new(
                fault.Kind, lost.At - at, next < 0 ? null : events[next].At - at, next >= 0 && events[next].Node != given!.Node);
        }
    }

    /// <summary>Training steps up to a checkpoint that a later attempt took once more, because it did not find that checkpoint.
    /// What comes after a last checkpoint is repeated too: fewer than <see cref="CheckpointEvery"/> steps each time.</summary>
    public static long StepsRepeated(IReadOnlyList<AttemptEvent> events)
    {
        var repeated = 0L;
        foreach (var trial in events.Where(e => e.Step is not null).GroupBy(e => e.Trial))
        {
            var furthest = 0L;
            foreach (var attempt in trial.GroupBy(e => e.Number).OrderBy(a => a.Key))
            {
                var first = attempt.Min(e => e.Step!.Value);
                if (first <= furthest) repeated += furthest - (first - CheckpointEvery);
                furthest = Math.Max(furthest, attempt.Max(e => e.Step!.Value));
            }
        }

        return repeated;
    }

    /// <summary>Events written by a seed whose clock was right: nothing after them is much earlier.</summary>
    private static bool[] Sound(IReadOnlyList<AttemptEvent> events)
    {
        var sound = new bool[events.Count];
        var earliest = DateTimeOffset.MaxValue - TimeSpan.FromMinutes(1);
        for (var i = events.Count - 1; i >= 0; i--)
        {
            sound[i] = events[i].At <= earliest + TimeSpan.FromMinutes(1);
            if (events[i].At < earliest) earliest = events[i].At;
        }

        return sound;
    }
}
