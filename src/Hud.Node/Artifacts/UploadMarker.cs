using System.Globalization;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;

namespace Hud.Node.Artifacts;

/// <summary>A hidden file in a trial's folder: its result is not in the store yet. Holds key and attempt.</summary>
internal static class UploadMarker
{
    private const string Name = ".upload";

    public static void Put(string folder, AttemptId attempt) => AtomicFile.WriteText(
        Path.Combine(folder, Name), string.Create(CultureInfo.InvariantCulture, $"{attempt.Trial.Value} {attempt.Number}\n"));

    public static bool IsOf(string folder, AttemptId attempt) => Read(folder) == attempt;

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, Name));

    public static void Remove(string folder) => File.Delete(Path.Combine(folder, Name));

    /// <summary>All that are owed.</summary>
    public static IReadOnlyList<(AttemptId Attempt, string Folder)> In(string trials) => !Directory.Exists(trials) ? [] :
    [
        .. from folder in Directory.EnumerateDirectories(trials)
           let attempt = Read(folder)
           where attempt is not null
           select (attempt.Value, folder),
    ];

    private static AttemptId? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        return File.ReadAllText(path).TrimEnd().Split(' ') is [var key, var number] && ArtifactName.IsTrialKey(key)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
            ? new(new TrialKey(key), n)
            : null;
    }
}
