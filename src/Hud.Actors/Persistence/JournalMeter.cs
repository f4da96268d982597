using System.Diagnostics.Metrics;
using Hud.Actors.Hosting;

namespace Hud.Actors.Persistence;

/// <summary>How the journal does, in numbers.</summary>
public sealed class JournalMeter : IDisposable
{
    public const string Write = "write";
    public const string Recovery = "recovery";
    public const string Snapshot = "snapshot";

    /// <summary>Seconds; a commit on a good disk takes a few milliseconds, the circuit breaker opens at ten seconds.</summary>
    private static readonly double[] Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Meter _meter;
    private readonly Histogram<double> _writes;
    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;

    /// <param name="scope">Whose meter it is, where a process has several; see <see cref="Meter.Scope"/>.</param>
    public JournalMeter(object? scope = null)
    {
        _meter = new Meter(TelemetryNames.Journal, null, null, scope);
        _writes = _meter.CreateHistogram(
            "hud.journal.write", "s", "Time from handing a group of events to the journal until it was durable.", advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = Buckets,
            });
        _events = _meter.CreateCounter<long>("hud.journal.events", "{event}", "Events that became durable.");
        _failures = _meter.CreateCounter<long>("hud.journal.failures", "{failure}", "What the journal failed to do, by operation.");
        foreach (var operation in (string[])[Write, Recovery, Snapshot]) _failures.Add(0, Tag(operation));
        _events.Add(0);
    }

    public void Written(TimeSpan time, int events)
    {
        _writes.Record(time.TotalSeconds);
        _events.Add(events);
    }

    public void Failed(string operation) => _failures.Add(1, Tag(operation));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string operation) => KeyValuePair.Create<string, object?>("operation", operation);
}
