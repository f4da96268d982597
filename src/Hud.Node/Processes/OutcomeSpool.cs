using System.Text.Json;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Actors.Trials;
using Hud.Experiments.Files;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Processes;

/// <summary>Outcomes on disk until they are acknowledged: a node that dies between a result and its acknowledgement
/// brings it when it is back. What cannot be written is still kept in memory and told.</summary>
/// <param name="folder">Ours alone; made when the first outcome comes.</param>
public sealed class OutcomeSpool(string folder, ILogger log)
{
    private const string Extension = ".json";

    /// <summary>What an earlier process left, in order of assignment. A file that cannot be read is passed over: its attempt
    /// counts as lost and is repeated.</summary>
    public IReadOnlyList<SpooledOutcome> Load()
    {
        if (!Directory.Exists(folder)) return [];
        var outcomes = new List<SpooledOutcome>();
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            if (Read(file) is { } outcome) outcomes.Add(outcome);
        }

        return [.. outcomes.OrderBy(o => o.Order.Order)];
    }

    public void Keep(SpooledOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        try
        {
            AtomicFile.Write(
                PathOf(outcome.Order.Attempt),
                stream => JsonSerializer.Serialize(stream, outcome, HudJson.Default.SpooledOutcome));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            SpoolLog.NotKept(log, outcome.Order.Attempt, failed.Message);
        }
    }

    public void Drop(AttemptId attempt)
    {
        try
        {
            File.Delete(PathOf(attempt));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // Told once more after a restart, which changes nothing.
            SpoolLog.NotDropped(log, attempt, failed.Message);
        }
    }

    private SpooledOutcome? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (JsonSerializer.Deserialize(stream, HudJson.Default.SpooledOutcome) is { Order: not null } spooled && spooled.Outcome() is not null)
                return spooled;
            SpoolLog.Unreadable(log, file, "it holds no outcome");
        }
        catch (Exception bad) when (bad is JsonException or IOException or UnauthorizedAccessException)
        {
            SpoolLog.Unreadable(log, file, bad.Message);
        }

        return null;
    }

    private string PathOf(AttemptId attempt) => Path.Combine(folder, $"{attempt.Trial.Value}-{attempt.Number}{Extension}");
}
