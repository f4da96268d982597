using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Hud.Actors.Coordinator;
using Hud.Actors.Serialization;

namespace Hud.Actors.Persistence;

/// <summary>SHA-256 of a state: equal states have equal digests, whatever order their hash tables have.</summary>
internal static class StateDigest
{
    public static string Of(CoordinatorState state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var ordered = state with
        {
            Trials = ImmutableDictionary<Experiments.Plans.TrialKey, TrialRecord>.Empty,
            Handled = [],
        };
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(ordered, HudJson.Default.CoordinatorState));
        foreach (var trial in state.Trials.Values.OrderBy(t => t.Key.Value, StringComparer.Ordinal))
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(trial, HudJson.Default.TrialRecord));
        foreach (var command in state.Handled.Select(c => c.Value).Order(StringComparer.Ordinal))
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(command + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
