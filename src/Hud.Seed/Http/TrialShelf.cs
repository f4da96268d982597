using System.Collections.Immutable;
using System.Text.Json;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Seed.Http;

/// <summary>The files of a trial, wherever they reached this seed: in a folder shared with the nodes, or sent by a node that has
/// none.</summary>
/// <param name="Trials">Holds the trials' folders, where nodes share one with the seed.</param>
public sealed record TrialShelf(string Trials, ArtifactFolder Sent)
{
    public const int MostPoints = 2000;

    private const int TailBytes = 1 << 18;

    /// <summary>What a browser shows, and what it is.</summary>
    private static readonly ImmutableDictionary<string, string> Types = ImmutableDictionary.CreateRange<string, string>(
    [
        new(".png", "image/png"), new(".svg", "image/svg+xml"), new(".json", "application/json"), new(".jsonl", "text/plain; charset=utf-8"),
        new(".log", "text/plain; charset=utf-8"),
    ]);

    public static string TypeOf(string name) => Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");

    /// <summary>Names, ordered.</summary>
    public ImmutableArray<string> List(TrialKey trial)
    {
        var folder = Path.Combine(Trials, trial.Short);
        IEnumerable<string> shared = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!) : [];
        return [.. shared.Concat(Sent.List(trial).Select(f => f.Name)).Where(ArtifactName.IsValid).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <returns>Null when it did not reach this seed.</returns>
    public string? Find(TrialKey trial, string name)
    {
        if (!ArtifactName.IsValid(name)) return null;
        var path = Path.Combine(Trials, trial.Short, name);
        if (File.Exists(path)) return path;
        var attempt = Sent.List(trial).LastOrDefault(f => f.Name == name)?.Attempt;
        return attempt is { } number ? Sent.PathOf(new AttemptId(trial, number), name) : null;
    }

    /// <summary>Of a training that may still be going on.</summary>
    public Curve CurveOf(TrialKey trial)
    {
        var points = new List<double[]>();
        foreach (var line in Lines(trial, "log.jsonl"))
        {
            try
            {
                var root = JsonDocument.Parse(line).RootElement;
                points.Add([Number(root, "step"), Number(root, "loss"), Number(root, "running_loss")]);
            }
            catch (JsonException)
            {
                // The last line of a training that is going on may be half written.
            }
        }

        var stride = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        return new([.. points.Where((_, i) => i % stride == 0 || i == points.Count - 1).TakeLast(MostPoints)]);
    }

    /// <summary>Last lines of what the trial's process said, then of its training log.</summary>
    public LogTail TailOf(TrialKey trial, int lines)
    {
        string[] last = [.. Tail(trial, "log.jsonl", lines)];
        return new([.. Tail(trial, "stderr.log", lines - Math.Min(lines / 2, last.Length)), .. last.TakeLast(lines)]);
    }

    private IEnumerable<string> Tail(TrialKey trial, string name, int lines)
    {
        if (Find(trial, name) is not { } path) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var whole = file.Length <= TailBytes;
        if (!whole) file.Seek(-TailBytes, SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n').Skip(whole ? 0 : 1).Where(l => l.Length > 0).TakeLast(lines).ToArray();
    }

    private IEnumerable<string> Lines(TrialKey trial, string name)
    {
        if (Find(trial, name) is not { } path) yield break;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static double Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
}
