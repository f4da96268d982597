using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hud.Experiments.Plans;

/// <summary>SHA-256 of a trial's canonical JSON, lower-case hex: same key, same result.</summary>
public readonly record struct TrialKey(string Value)
{
    /// <summary>Raised whenever the engine's arithmetic changes results, so that old results are not reused.</summary>
    public const int ResultsVersion = 2;

    private static readonly JsonSerializerOptions Canonical = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The first 12 digits: folder names and what people type.</summary>
    public string Short => Value[..12];

    public static TrialKey Of(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        // Whatever order the caller's dictionary has, the hash sees the ordinal one.
        var canonical = spec with { Options = spec.Options.WithComparers(StringComparer.Ordinal) };
        var json = JsonSerializer.SerializeToUtf8Bytes(new { ResultsVersion, spec = canonical }, Canonical);
        return new(Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    public override string ToString() => Short;
}
