using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Hud.Experiments.Files;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>The checkpoints of one training: <c>step-00001000.safetensors</c>, each with a <c>.json</c> manifest. Keeps the last
/// two, so that a damaged one costs one interval.</summary>
/// <param name="folder">Made when the first checkpoint is saved.</param>
public sealed class CheckpointStore(string folder)
{
    private const int Kept = 2;
    private const string StepKey = "step";

    /// <summary>Writes atomically: a kill or a full disk at any moment leaves the checkpoints before it as they were.</summary>
    /// <param name="step">Steps finished.</param>
    /// <param name="metadata">Facts of the run; processor and library versions are added.</param>
    public CheckpointInfo Save(
        long step, IReadOnlyDictionary<string, Tensor> state, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in RunFacts.OfThisProcess().Concat(metadata)) facts[key] = value;
        facts[StepKey] = step.ToString(CultureInfo.InvariantCulture);

        Directory.CreateDirectory(folder);
        Sweep();
        var path = Path.Combine(folder, $"step-{step:D8}.safetensors");
        // Never a new file beside an old manifest: a kill in between would look like damage.
        File.Delete(ManifestOf(path));
        AtomicFile.Write(path, stream => Safetensors.Write(stream, state, facts));
        var (sha256, bytes) = Hash(path);
        var manifest = new CheckpointManifest
        {
            File = Path.GetFileName(path),
            Bytes = bytes,
            Sha256 = sha256,
            Step = step,
            Metadata = facts,
        };
        AtomicFile.Write(ManifestOf(path), stream => stream.Write(manifest.ToJson()));
        foreach (var old in Newest().Skip(Kept))
        {
            File.Delete(ManifestOf(old));
            File.Delete(old);
        }

        return new(step, path, sha256);
    }

    /// <summary>The newest checkpoint whose manifest, SHA-256 and structure all agree; null when there is none.</summary>
    /// <param name="warn">Told about each one that was passed over and why.</param>
    public LoadedCheckpoint? LoadLatest(Action<string>? warn = null)
    {
        foreach (var path in Newest())
        {
            try
            {
                return Load(path);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
            {
                warn?.Invoke($"checkpoint {path} is damaged and was passed over: {e.Message}");
            }
        }

        return null;
    }

    private static LoadedCheckpoint Load(string path)
    {
        var manifest = CheckpointManifest.Parse(File.ReadAllBytes(ManifestOf(path)));
        if (manifest.File != Path.GetFileName(path)) throw new InvalidDataException($"its manifest is for {manifest.File}");
        var (sha256, bytes) = Hash(path);
        if (bytes != manifest.Bytes) throw new InvalidDataException($"it has {bytes} bytes, its manifest says {manifest.Bytes}");
        if (sha256 != manifest.Sha256) throw new InvalidDataException($"its SHA-256 is {sha256}, its manifest says {manifest.Sha256}");
        using var stream = File.OpenRead(path);
        var (tensors, metadata) = Safetensors.Read(stream);
        var loaded = new LoadedCheckpoint(new(manifest.Step, path, sha256), tensors, metadata);
        if (metadata.Count == manifest.Metadata.Count && metadata.All(manifest.Metadata.Contains)
            && metadata[StepKey] == manifest.Step.ToString(CultureInfo.InvariantCulture)) return loaded;
        loaded.Dispose();
        throw new InvalidDataException("its manifest and its header state different facts");
    }

    private static string ManifestOf(string path) => Path.ChangeExtension(path, ".json");

    private static (string Sha256, long Bytes) Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return (Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
    }

    /// <summary>Data files with or without a manifest, newest first.</summary>
    private IEnumerable<string> Newest() => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "step-*.safetensors").OrderDescending(StringComparer.Ordinal).ToArray();

    /// <summary>Removes what an earlier, killed process left half written.</summary>
    private void Sweep()
    {
        foreach (var leftover in Directory.EnumerateFiles(folder, ".step-*.tmp")) File.Delete(leftover);
    }
}
