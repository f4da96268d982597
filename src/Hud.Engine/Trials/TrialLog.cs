using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Experiments.Files;

namespace Hud.Engine.Trials;

/// <param name="Step">Steps finished, from 1.</param>
/// <param name="RunningLoss">Average over about the last 100 steps.</param>
public sealed record LogEntry(
    [property: JsonPropertyName("step")] long Step,
    [property: JsonPropertyName("loss")] double Loss,
    [property: JsonPropertyName("running_loss")] double RunningLoss);

/// <summary>log.jsonl: one line a training step, handed to the system as soon as it is known, so that after a kill it
/// reaches at least as far as the latest checkpoint.</summary>
public sealed class TrialLog : IDisposable
{
    private readonly FileStream _stream;

    /// <summary>Goes on after <paramref name="step"/>; later lines, which a resumed training writes again, are dropped.</summary>
    public TrialLog(string path, long step)
    {
        var kept = Read(path).Where(e => e.Step <= step).ToArray();
        AtomicFile.Write(path, stream =>
        {
            foreach (var entry in kept) stream.Write(Line(entry));
        });
        _stream = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Append(LogEntry entry) => _stream.Write(Line(entry));

    /// <summary>The whole lines of the file; a last torn one is left out. Empty where there is no file.</summary>
    public static IReadOnlyList<LogEntry> Read(string path)
    {
        var entries = new List<LogEntry>();
        if (!File.Exists(path)) return entries;
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                entries.Add(JsonSerializer.Deserialize<LogEntry>(line)!);
            }
            catch (JsonException)
            {
                break;
            }
        }

        return entries;
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] Line(LogEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry), (byte)'\n'];
}
