using Hud.Actors.Persistence;
using Hud.Experiments;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hud.Seed.History;

/// <summary>Keeps the history up to date from the journal. With several seeds each has its own, whoever hosts the coordinator.</summary>
internal sealed partial class HistoryService(
    ClusterHistory history, JournalAddress journal, TimeProvider time, ILogger<HistoryService> log) : BackgroundService
{
    private const int Most = 2000;

    /// <summary>A person sees a change within this; one query of an index each time.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    /// <summary>After trouble, which the health page reports in other words already.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reading blocks; the host must not wait for it.
        await Task.Yield();
        var tail = new JournalTail(journal);
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Period;
            try
            {
                var facts = tail.After(history.Position, Most);
                history.Take(facts);
                if (facts.Count == Most) continue;
            }
            catch (Exception trouble) when (trouble is IOException or InputException or System.Data.Common.DbException)
            {
                NotRead(log, trouble.Message);
                wait = Pause;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the history waits for the journal: {Reason}")]
    private static partial void NotRead(ILogger log, string reason);
}
