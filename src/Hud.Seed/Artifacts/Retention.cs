using System.Collections.Immutable;
using Hud.Actors.Artifacts;
using Hud.Actors.Coordinator;
using Hud.Experiments.Results;

namespace Hud.Seed.Artifacts;

/// <summary>Which files of a trial nobody needs any more. Pure.</summary>
public static class Retention
{
    private const int KeptCheckpoints = 2;
    private const int KeptAttempts = 2;

    /// <param name="files">All the store has of the trial.</param>
    /// <param name="trial">Null when the coordinator does not know it: then everything stays.</param>
    public static ImmutableArray<StoredFile> Superfluous(ImmutableArray<StoredFile> files, TrialView? trial) => trial switch
    {
        null => [],
        { Status: TrialStatus.Recorded, Result: { } result } => AfterResult(files, trial.Attempt, result),
        _ => WhileOpen(files, trial.Attempt),
    };

    /// <summary>Once every file of the result is here: the other attempts, and scratch.</summary>
    private static ImmutableArray<StoredFile> AfterResult(ImmutableArray<StoredFile> files, int winner, TrialResult result)
    {
        var own = files.Where(f => f.Attempt == winner).ToDictionary(f => f.Name, f => f.Sha256);
        var whole = result.Artifacts.All(a => own.GetValueOrDefault(a.Key) == a.Value);
        return whole ? [.. files.Where(f => f.Attempt != winner || IsScratch(f.Name))] : [];
    }

    /// <summary>Attempts that are neither the latest nor among the two that got furthest, and all but the last two
    /// checkpoints of the others. What a new attempt would go on from is always among what stays.</summary>
    private static ImmutableArray<StoredFile> WhileOpen(ImmutableArray<StoredFile> files, int latest)
    {
        var kept = files.GroupBy(f => f.Attempt)
            .OrderByDescending(a => ResumePoint.Of(a.Select(f => f.Name))).ThenByDescending(a => a.Key)
            .Select(a => a.Key).Take(KeptAttempts).ToHashSet();
        return
        [
            .. from file in files
               // An attempt newer than what the coordinator said is newer than its answer.
               let stays = kept.Contains(file.Attempt) || file.Attempt >= latest
               where !stays || OldCheckpoints(files, file.Attempt).Contains(file.Name)
               select file,
        ];
    }

    private static HashSet<string> OldCheckpoints(ImmutableArray<StoredFile> files, int attempt)
    {
        var names = files.Where(f => f.Attempt == attempt).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ResumePoint.WholeCheckpoints(names).OrderDescending(StringComparer.Ordinal).Skip(KeptCheckpoints)
                .SelectMany(c => (string[])[c, ResumePoint.NoteOf(c)]),
        ];
    }

    private static bool IsScratch(string name) =>
        name.StartsWith(ResumePoint.CheckpointsFolder, StringComparison.Ordinal)
        || name.StartsWith(ResumePoint.PartsFolder, StringComparison.Ordinal);
}
