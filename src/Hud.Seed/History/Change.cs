namespace Hud.Seed.History;

/// <summary>A journaled fact as people see it.</summary>
/// <param name="Sequence">Its place in the journal, from 1.</param>
/// <param name="Kind">submitted, resumed, extended, judged, stopped, assigned, checkpoint, lost, failed, recorded, paused, continued, cancelled, prioritised,
/// retried, draining, undrained, quarantined, released or cleared.</param>
public sealed record Change(long Sequence, string Kind, DateTimeOffset At)
{
    public string? Experiment { get; init; }

    /// <summary>A trial's key.</summary>
    public string? Trial { get; init; }

    public int? Attempt { get; init; }

    public string? Node { get; init; }

    public string? Detail { get; init; }
}
