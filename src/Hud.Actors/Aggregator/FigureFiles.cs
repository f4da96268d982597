using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Aggregator;

/// <summary>Gathers the pictures of recorded trials in one folder, under names that say what they show.</summary>
public static class FigureFiles
{
    public const string FolderName = "figures";

    /// <summary>Names of every picture in the ledger: relative to the trial's folder, and in the gallery.</summary>
    public static IEnumerable<(TrialKey Trial, string Name, string Gallery)> Of(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return
            from spec in record.Plan.Trials
            let key = TrialKey.Of(spec)
            let result = record.Ledger.Find(key)
            where result is not null
            from name in result.Artifacts.Keys
            where name.EndsWith(".png", StringComparison.Ordinal)
            select (key, name, $"{spec.Method}-{Plain(spec.Scene.Name)}-seed{spec.Seed}-{key.Short}-{Plain(name)}");
    }

    /// <summary>Copies what is not there yet; a trial computed elsewhere has no pictures here.</summary>
    /// <param name="folder">Where the gallery goes.</param>
    /// <param name="trials">Holds the trials' folders.</param>
    public static void Gather(ExperimentRecord record, string folder, string trials)
    {
        foreach (var (trial, name, gallery) in Of(record))
        {
            var source = Path.Combine(trials, trial.Short, name);
            var target = Path.Combine(folder, FolderName, gallery);
            if (!File.Exists(source) || File.Exists(target)) continue;
            using var picture = File.OpenRead(source);
            AtomicFile.Write(target, picture.CopyTo);
        }
    }

    /// <summary>Scene names may be paths and recipes.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
}
