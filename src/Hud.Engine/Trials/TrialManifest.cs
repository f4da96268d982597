using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;

namespace Hud.Engine.Trials;

/// <summary>A finished phase.</summary>
/// <param name="Seconds">Wall time of the attempt that finished it.</param>
/// <param name="Inputs">Hash over what it was made from: the trial and the artifacts of the phases before.</param>
/// <param name="Artifacts">SHA-256 by file name.</param>
public sealed record PhaseRecord(double Seconds, string Inputs, ImmutableSortedDictionary<string, string> Artifacts);

/// <summary>manifest.json: what a trial is, which phases are done, and the hash of everything they wrote.</summary>
/// <param name="Environment">Of the process that finished the latest phase.</param>
/// <param name="Complete">All phases are done.</param>
public sealed record TrialManifest(
    string Key, int ResultsVersion, bool Complete, ImmutableSortedDictionary<string, string> Environment,
    ImmutableSortedDictionary<Phase, PhaseRecord> Phases, TrialSpec Spec)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public static TrialManifest New(TrialSpec spec) => new(
        TrialKey.Of(spec).Value, TrialKey.ResultsVersion, false, ImmutableSortedDictionary<string, string>.Empty,
        ImmutableSortedDictionary<Phase, PhaseRecord>.Empty, spec);

    /// <summary>The manifest in the folder, or a new one where there is none or it cannot be read.</summary>
    /// <exception cref="InputException">The folder belongs to another trial.</exception>
    public static TrialManifest Load(TrialFolder folder, TrialSpec spec, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(warn);
        var fresh = New(spec);
        if (!File.Exists(folder.Manifest)) return fresh;
        try
        {
            var found = JsonSerializer.Deserialize<TrialManifest>(File.ReadAllText(folder.Manifest), Json)!;
            return found.Key == fresh.Key ? found : throw new InputException(
                folder.Manifest, "key", found.Key, $"the folder holds another trial than {fresh.Key}");
        }
        catch (JsonException e)
        {
            warn($"{folder.Manifest} is damaged and was passed over: {e.Message}");
            return fresh;
        }
    }

    public void Save(TrialFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        AtomicFile.WriteText(folder.Manifest, JsonSerializer.Serialize(this, Json));
    }

    /// <summary>True when the phase is recorded, was made from what is there now, and left every file unharmed.</summary>
    public bool IsSound(Phase phase, TrialFolder folder, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(warn);
        if (!Phases.TryGetValue(phase, out var record) || record.Inputs != InputsOf(phase)) return false;
        foreach (var (name, sha256) in record.Artifacts)
        {
            if (File.Exists(folder.Of(name)) && FileHash.Of(folder.Of(name)) == sha256) continue;
            warn($"{folder.Of(name)} is missing or damaged: phase {phase} is done again");
            return false;
        }

        return true;
    }

    /// <summary>This manifest with one more finished phase.</summary>
    public TrialManifest With(
        Phase phase, double seconds, IEnumerable<string> artifacts, TrialFolder folder,
        ImmutableSortedDictionary<string, string> environment)
    {
        var files = artifacts.ToImmutableSortedDictionary(name => name, name => FileHash.Of(folder.Of(name)), StringComparer.Ordinal);
        var phases = Phases.SetItem(phase, new(seconds, InputsOf(phase), files));
        return this with
        {
            Phases = phases,
            Environment = environment,
            Complete = Enum.GetValues<Phase>().All(phases.ContainsKey),
        };
    }

    private string InputsOf(Phase phase)
    {
        var earlier = Phases.Where(p => p.Key < phase).SelectMany(p => p.Value.Artifacts.Values);
        return FileHash.Over([Key, .. earlier]);
    }
}
