using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Hud.Actors.Persistence;
using Hud.Experiments.Plans;
using Hud.Seed.History;
using Microsoft.Extensions.Hosting;

namespace Hud.Seed.Http;

/// <summary>Changes as they happen, for one listener each time it is asked for. An event's id is its place in the journal, so a
/// listener that was away goes on where it stopped, whichever seed it asks.</summary>
internal sealed class EventStream(
    ClusterHistory history, JournalAddress journal, RunningWatch running, TimeProvider time, IHostApplicationLifetime host)
{
    /// <summary>Listeners at a time: a lab has a few; a runaway script must not eat the seed's sockets.</summary>
    public const int MostListeners = 256;

    private const int Most = 1000;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromSeconds(15);

    private int _listeners;

    /// <summary>Must be taken before listening, and given back.</summary>
    /// <returns>Null when there is none left.</returns>
    public IDisposable? Seat()
    {
        if (Interlocked.Increment(ref _listeners) <= MostListeners) return new Place(this);
        Interlocked.Decrement(ref _listeners);
        return null;
    }

    /// <param name="position">Id of the last event that the listener has; null to begin now.</param>
    /// <param name="experiment">Only what concerns it, and the nodes; null for everything.</param>
    public async IAsyncEnumerable<SseItem<string>> From(
        long? position, string? experiment, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
        var (at, said, spoken) = (position ?? history.Position, "", time.GetTimestamp());
        yield return new SseItem<string>("{}", "hello") { EventId = Id(at) };
        while (!ends.IsCancellationRequested)
        {
            var moved = history.Moved;
            var changes = history.ChangesAfter(at) is { } recent ? [.. recent] : Older(at);
            foreach (var change in changes)
            {
                at = change.Sequence;
                if (Concerns(change, experiment) is not { } document) continue;
                yield return new SseItem<string>(JsonSerializer.Serialize(document, ApiJson.Default.ChangeDocument), "change") { EventId = Id(at) };
                spoken = time.GetTimestamp();
            }

            if (changes.Count == Most) continue;
            var now = await running.Now(ends.Token);
            var text = JsonSerializer.Serialize(now, ApiJson.Default.RunningDocument);
            if (text != said || time.GetElapsedTime(spoken) > Silence)
            {
                (said, spoken) = (text, time.GetTimestamp());
                yield return new SseItem<string>(text, "progress");
            }

            await Task.WhenAny(moved, Task.Delay(Beat, time, ends.Token)).ConfigureAwait(false);
        }
    }

    private List<Change> Older(long position) =>
        [.. new JournalTail(journal).After(position, Most).Select(history.Describe)];

    private ChangeDocument? Concerns(Change change, string? experiment)
    {
        if (experiment is null) return Documents.Change(change, null);
        var own = change.Trial is { } trial ? history.ExperimentsOf(new TrialKey(trial)).Contains(experiment)
            : change.Experiment is null || change.Experiment == experiment;
        return own ? Documents.Change(change, change.Trial is null ? null : experiment) : null;
    }

    private sealed class Place(EventStream stream) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref stream._listeners);
    }

    private static string Id(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
