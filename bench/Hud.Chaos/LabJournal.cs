using System.Text.Json;
using Hud.Actors.Persistence;

namespace Hud.Chaos;

/// <summary>What happened to an attempt, as the journal has it.</summary>
/// <param name="Manifest">Without its version: <c>ta</c> assigned, <c>cm</c> checkpoint, <c>al</c> lost, <c>rr</c> recorded.</param>
/// <param name="Node">Whom it was assigned to; null for other events.</param>
/// <param name="Step">Training step of a checkpoint; null for other events and phases.</param>
/// <param name="Artifacts">SHA-256 of a result's files, by name; empty for other events.</param>
internal sealed record AttemptEvent(
    string Manifest, string Trial, int Number, DateTimeOffset At, string? Node, long? Step, IReadOnlyDictionary<string, string> Artifacts);

/// <summary>A journal, read when nobody writes it any more.</summary>
internal static class LabJournal
{
    private static readonly string[] OfAttempts = ["ta", "cm", "al", "rr"];

    /// <summary>Events of attempts, in order.</summary>
    public static IReadOnlyList<AttemptEvent> Read(string address)
    {
        using var text = new MemoryStream();
        JournalText.Export(JournalAddress.Parse(address), text);
        text.Position = 0;
        using var lines = new StreamReader(text);
        var events = new List<AttemptEvent>();
        while (lines.ReadLine() is { } line)
        {
            var root = JsonDocument.Parse(line).RootElement;
            var manifest = root.GetProperty("manifest").GetString()!.Split(':')[0];
            if (OfAttempts.Contains(manifest)) events.Add(Parse(manifest, root.GetProperty("payload")));
        }

        return events;
    }

    private static AttemptEvent Parse(string manifest, JsonElement payload)
    {
        var attempt = payload.GetProperty("attempt");
        var checkpoint = payload.TryGetProperty("checkpoint", out var c) && c.GetProperty("phase").GetString() == "Train" ? c : (JsonElement?)null;
        return new(
            manifest, attempt.GetProperty("trial").GetString()!, attempt.GetProperty("number").GetInt32(),
            payload.GetProperty("at").GetDateTimeOffset(), payload.TryGetProperty("node", out var node) ? node.GetString() : null,
            checkpoint?.GetProperty("step").GetInt64(),
            payload.TryGetProperty("result", out var result)
                ? result.GetProperty("artifacts").EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!)
                : []);
    }
}
