using System.Security.Cryptography;
using System.Text.Json;
using Hud.Experiments.Plans;

namespace Hud.Chaos;

/// <summary>What must be true after a campaign, whatever happened.</summary>
internal static class Proof
{
    /// <summary>Results recorded more than once or for no trial, and leases that overlap or were never given back.</summary>
    /// <param name="trials">How many there are.</param>
    public static IEnumerable<string> OfRecords(IReadOnlyList<AttemptEvent> events, int trials)
    {
        var recorded = events.Where(e => e.Manifest == "rr").Select(e => e.Trial).ToList();
        foreach (var trial in recorded.CountBy(t => t).Where(t => t.Value > 1))
            yield return $"trial {trial.Key[..12]} was recorded {trial.Value} times";
        if (recorded.Distinct().Count() != trials) yield return $"{recorded.Distinct().Count()} of {trials} trials were recorded";

        var open = new Dictionary<string, int>();
        foreach (var e in events)
        {
            if (e.Manifest == "ta" && !open.TryAdd(e.Trial, e.Number))
                yield return $"trial {e.Trial[..12]} was handed out as attempt {e.Number} while attempt {open[e.Trial]} held the lease";
            if (e.Manifest is "al" or "rr" && open.GetValueOrDefault(e.Trial) == e.Number) open.Remove(e.Trial);
        }

        foreach (var (trial, number) in open) yield return $"the lease of attempt {number} of trial {trial[..12]} leaked";
    }

    /// <summary>What `hud journal verify` says against the journal.</summary>
    public static IEnumerable<string> OfJournal(string hud, string address, IReadOnlyDictionary<string, string> environment)
    {
        var (code, output, errors) = Shell.Execute(hud, ["journal", "verify", address], environment);
        if (code != 0) yield return $"hud journal verify ended with {code}: {output} {errors}";
    }

    /// <summary>Files of recorded results that no store has as they were recorded.</summary>
    /// <param name="store">Of a seed: <c>KEY/ATTEMPT/NAME</c>.</param>
    public static IEnumerable<string> OfStore(IReadOnlyList<AttemptEvent> events, string store) =>
        from result in events
        where result.Manifest == "rr"
        from file in result.Artifacts
        let path = Path.Combine(store, result.Trial, $"{result.Number}", file.Key)
        where HashOf(path) != file.Value
        select $"{path} is not what was recorded ({(File.Exists(path) ? "other bytes" : "missing")})";

    /// <summary>Recorded trials that are finished neither on a node nor, where the node has let go of them, at the seed; and files of
    /// finished ones that are not what their manifest says.</summary>
    /// <param name="folders">The nodes'.</param>
    /// <param name="store">Of a seed: <c>KEY/ATTEMPT/NAME</c>.</param>
    public static IEnumerable<string> OfArtifacts(IReadOnlyList<AttemptEvent> events, IEnumerable<string> folders, string store)
    {
        var onNodes = folders.SelectMany(Finished).ToList();
        var atNodes = onNodes.Select(f => Path.GetFileName(f.Folder)).ToHashSet();
        var missing = events.Where(e => e.Manifest == "rr" && !atNodes.Contains(new TrialKey(e.Trial).Short)).ToList();
        var atSeed = missing.Select(e => (e.Trial, Attempts: Finished(Path.Combine(store, e.Trial)).ToList())).ToList();
        foreach (var (trial, _) in atSeed.Where(t => t.Attempts.Count == 0))
            yield return $"trial {trial[..12]} was recorded and is finished on no node and not at the seed";
        foreach (var (folder, root) in onNodes.Concat(atSeed.SelectMany(t => t.Attempts)))
        {
            var files = root.GetProperty("phases").EnumerateObject().SelectMany(p => p.Value.GetProperty("artifacts").EnumerateObject()).ToList();
            if (files.Count == 0) yield return $"{folder} has a manifest that names no file";
            foreach (var file in files)
                if (HashOf(Path.Combine(folder, file.Name)) != file.Value.GetString()) yield return $"{Path.Combine(folder, file.Name)} is not what its manifest says";
        }
    }

    /// <summary>Folders with a complete manifest.</summary>
    private static IEnumerable<(string Folder, JsonElement Root)> Finished(string folder) =>
        from manifest in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "manifest.json", SearchOption.AllDirectories) : []
        let home = Path.GetDirectoryName(manifest)!
        // A node that died while it let go of a trial has half of it left.
        where !Path.GetFileName(home).StartsWith(".swept-", StringComparison.Ordinal)
        let root = Read(manifest)
        where root is { } document && document.TryGetProperty("complete", out var complete) && complete.GetBoolean()
        select (home, root!.Value);

    private static string? HashOf(string path) => File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null;

    private static JsonElement? Read(string manifest)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(manifest)).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
