using Hud.Actors.Persistence;
using Microsoft.Extensions.Hosting;

namespace Hud.Seed;

/// <summary>Keeps <see cref="SeedHealth"/> up to date on the journal, which an idle coordinator does not touch.</summary>
internal sealed class JournalWatch(JournalAddress journal, SeedHealth health, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) health.Looked(JournalProbe.Trouble(journal));
    }
}
