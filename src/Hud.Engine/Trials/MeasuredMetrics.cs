using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Trials;

/// <summary>metrics.json: the numbers, and what they were taken over.</summary>
/// <param name="Images">Generated images.</param>
/// <param name="Pixels">Generated pixels.</param>
/// <param name="Blocks">Generated blocks of <paramref name="Block"/> x <paramref name="Block"/> pixels.</param>
public sealed record MeasuredMetrics(
    string Method, string Scene, Provenance Provenance, int Images, long Pixels, int Block, long Blocks,
    ImmutableArray<MetricValue> Metrics)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json));

    public static MeasuredMetrics Read(string path) =>
        JsonSerializer.Deserialize<MeasuredMetrics>(File.ReadAllText(path), Json)!;
}
