using Hud.Actors.Artifacts;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hud.Seed.Artifacts;

/// <summary>Takes superfluous files out of the store from time to time. Plumbing around <see cref="Retention"/>.</summary>
/// <param name="trials">What the coordinator knows; asked before each round, and its failure skips the round.</param>
public sealed partial class ArtifactJanitor(
    ArtifactFolder folder, Func<CancellationToken, Task<IReadOnlyDictionary<TrialKey, TrialView>>> trials,
    TimeProvider time, ILogger<ArtifactJanitor> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>A sender that was away for longer starts again.</summary>
    private static readonly TimeSpan PartialLifetime = TimeSpan.FromDays(1);

    /// <summary>One round.</summary>
    public void Sweep(IReadOnlyDictionary<TrialKey, TrialView> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        foreach (var trial in folder.Trials())
        {
            var superfluous = Retention.Superfluous(folder.List(trial), known.GetValueOrDefault(trial));
            foreach (var attempt in superfluous.GroupBy(f => f.Attempt))
                folder.Remove(new AttemptId(trial, attempt.Key), attempt.Select(f => f.Name).ToHashSet());
            if (!superfluous.IsEmpty) Collected(log, superfluous.Length, superfluous.Sum(f => f.Bytes), trial);
            DropAbandoned(folder.FolderOf(trial));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (folder.Trials().Any()) Sweep(await trials(stoppingToken));
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Skipped(log, failed.Message);
            }
        }
    }

    private void DropAbandoned(string trial)
    {
        if (!Directory.Exists(trial)) return;
        var oldest = time.GetUtcNow() - PartialLifetime;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var partial in Directory.EnumerateFiles(trial, $".*{UploadDesk.PartialEnding}", options).ToArray())
            if (File.GetLastWriteTimeUtc(partial) < oldest.UtcDateTime) File.Delete(partial);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Collected {Files} files, {Bytes} bytes, of trial {Trial}")]
    private static partial void Collected(ILogger log, int files, long bytes, TrialKey trial);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Artifacts not collected this time: {Reason}")]
    private static partial void Skipped(ILogger log, string reason);
}
