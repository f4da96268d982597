using System.Diagnostics.Metrics;
using System.Text.Json;
using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Hud.Actors.Trials;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>What the coordinator decided, counted. Outlives its restarts, as counters should; while nobody listens it costs
/// nothing. No label holds a name that a user, a node or a trial brings along.</summary>
public sealed class CoordinatorMeter : IDisposable
{
    /// <summary>Seconds, up to two days.</summary>
    private static readonly double[] Waits = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 172_800];

    private readonly Meter _meter;
    private readonly Counter<long> _started;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _recorded;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _late;
    private readonly Histogram<double> _wait;

    /// <param name="scope">Whose meter it is, where a process has several; see <see cref="Meter.Scope"/>.</param>
    public CoordinatorMeter(object? scope = null)
    {
        (_meter, Journal) = (new Meter(TelemetryNames.Coordinator, null, null, scope), new JournalMeter(scope));
        _started = _meter.CreateCounter<long>("hud.attempts.started", "{attempt}", "Attempts handed out to nodes.");
        _lost = _meter.CreateCounter<long>("hud.attempts.lost", "{attempt}", "Attempts that ended without result or verdict, by cause.");
        _recorded = _meter.CreateCounter<long>("hud.results.recorded", "{result}", "Results in the journal.");
        _failed = _meter.CreateCounter<long>("hud.trials.given_up", "{trial}", "Trials that were given up, by kind of failure.");
        _stale = _meter.CreateCounter<long>("hud.reports.stale", "{report}", "Outcomes of superseded attempts, ignored.");
        _late = _meter.CreateCounter<long>("hud.heartbeats.late", "{heartbeat}", "Announcements of nodes that came after more than twice their period.");
        _wait = _meter.CreateHistogram(
            "hud.queue.wait", "s", "Time from when a trial could start until a node had it.", advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = Waits,
            });
        foreach (var counter in (Counter<long>[])[_started, _recorded, _stale, _late]) counter.Add(0);
        foreach (var cause in Enum.GetValues<LossReason>()) _lost.Add(0, Tag("cause", cause));
        foreach (var kind in Enum.GetValues<FailureKind>()) _failed.Add(0, Tag("kind", kind));
    }

    public JournalMeter Journal { get; }

    /// <param name="waited">For an assignment, how long the trial was in the queue.</param>
    public void Durable(ICoordinatorEvent fact, TimeSpan waited)
    {
        switch (fact)
        {
            case TrialAssigned:
                _started.Add(1);
                _wait.Record(waited.TotalSeconds);
                break;
            case AttemptLost lost: _lost.Add(1, Tag("cause", lost.Reason)); break;
            case TrialFailed failed: _failed.Add(1, Tag("kind", failed.Failure.Kind)); break;
            case ResultRecorded: _recorded.Add(1); break;
            default: break;
        }
    }

    public void Stale() => _stale.Add(1);

    public void Late() => _late.Add(1);

    public void Dispose()
    {
        _meter.Dispose();
        Journal.Dispose();
    }

    /// <summary>Labels are words of ours: as many as the type has.</summary>
    internal static KeyValuePair<string, object?> Tag<T>(string name, T word)
        where T : struct, Enum => KeyValuePair.Create<string, object?>(name, Word<T>.Of[word]);

    private static class Word<T>
        where T : struct, Enum
    {
        public static Dictionary<T, string> Of { get; } =
            Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));
    }
}
