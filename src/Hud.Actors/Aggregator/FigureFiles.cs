using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Aggregator;

/// <summary>Gathers the pictures of recorded trials in one folder, under names that say what they show.</summary>
public static class FigureFiles
{
    public const string FolderName = "figures";

    /// <summary>Names of every picture in the ledger: relative to the trial's folder, and in the gallery.</summary>
    public static IEnumerable<(TrialKey Trial, string Name, string Sha256, string Gallery)> Of(ExperimentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return
            from spec in record.Plan.Trials
            let key = TrialKey.Of(spec)
            let result = record.Ledger.Find(key)
            where result is not null
            from artifact in result.Artifacts
            let name = artifact.Key
            where name.EndsWith(PictureSource.Ending, StringComparison.Ordinal)
            select (key, name, artifact.Value, $"{spec.Method}-{Plain(spec.Scene.Name)}-seed{spec.Seed}-{key.Short}-{Plain(name)}");
    }

    /// <summary>Copies what is not there yet; a trial computed elsewhere has no pictures here.</summary>
    /// <param name="folder">Where the gallery goes.</param>
    /// <param name="only">Null for every trial.</param>
    public static void Gather(ExperimentRecord record, string folder, PictureSource pictures, TrialKey? only = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        foreach (var (trial, name, sha256, gallery) in Of(record).Where(p => only is null || p.Trial == only))
        {
            var target = Path.Combine(folder, FolderName, gallery);
            if (File.Exists(target) || pictures.Find(trial, name, sha256) is not { } source) continue;
            using var picture = File.OpenRead(source);
            AtomicFile.Write(target, picture.CopyTo);
        }
    }

    /// <summary>Scene names may be paths and recipes.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
}
