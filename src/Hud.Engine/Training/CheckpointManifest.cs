using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hud.Engine.Training;

/// <summary>The JSON file beside a checkpoint: written after the data, so that its presence says "complete".</summary>
internal sealed record CheckpointManifest
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        WriteIndented = true,
    };

    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required long Step { get; init; }

    /// <summary>Seed, threads, precision, library versions, processor: the same facts as in the data file's header,
    /// which its SHA-256 covers, so that a change here is noticed too.</summary>
    public required SortedDictionary<string, string> Metadata { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="JsonException">Not a manifest.</exception>
    public static CheckpointManifest Parse(byte[] json) =>
        JsonSerializer.Deserialize<CheckpointManifest>(json, Options) ?? throw new JsonException("null");
}
