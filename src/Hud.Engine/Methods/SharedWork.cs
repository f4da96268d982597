using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Engine.Scenes;
using Hud.Experiments.Files;

namespace Hud.Engine.Methods;

/// <summary>A folder of results that several trials need, each under the hash of what it was made from. Whatever is
/// found there is verified; what is torn is made again. Several processes may share the folder.</summary>
public sealed class SharedWork(string folder)
{
    private const string ManifestName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
    };

    private sealed record Manifest(JsonElement Recipe, ImmutableSortedDictionary<string, string> Files);

    /// <summary>The folder that holds the files of this recipe.</summary>
    /// <param name="kind">Goes into the folder's name, for people.</param>
    /// <param name="recipe">Everything that determines the files; serialised to JSON.</param>
    /// <param name="make">Writes the files into the folder it is given; called when they are not there.</param>
    public string Obtain(string kind, object recipe, Action<string> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var text = JsonSerializer.SerializeToElement(recipe, Json);
        var key = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(text)))[..24];
        var target = Path.Combine(folder, $"{kind}-{key}");
        if (IsSound(target)) return target;

        var draft = Path.Combine(folder, $".{kind}-{key}.{Environment.MachineName}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp");
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        try
        {
            make(draft);
            var files = Directory.EnumerateFiles(draft)
                .ToImmutableSortedDictionary(f => Path.GetFileName(f)!, FileHash.Of, StringComparer.Ordinal);
            AtomicFile.WriteText(
                Path.Combine(draft, ManifestName), JsonSerializer.Serialize(new Manifest(text, files), Json));
            Publish(draft, target);
            return target;
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    private static void Publish(string draft, string target)
    {
        // Another process may have been first: then its files are as good as ours.
        if (IsSound(target)) return;
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        try
        {
            Directory.Move(draft, target);
        }
        catch (IOException) when (IsSound(target))
        {
            // It came between the check and the move.
        }
    }

    private static bool IsSound(string target)
    {
        try
        {
            var path = Path.Combine(target, ManifestName);
            if (!File.Exists(path)) return false;
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), Json)!;
            return manifest.Files.All(f => FileHash.Of(Path.Combine(target, f.Key)) == f.Value);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return false;
        }
    }
}
