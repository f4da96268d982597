using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hud.Actors.Protocol;
using Hud.Experiments.Files;
using Hud.Experiments.Plans;

namespace Hud.Actors.Artifacts;

/// <summary>Artifacts on disk: <c>root/KEY/ATTEMPT/NAME</c>. An attempt's list of files names those that are complete and
/// verified; a file that is not listed does not exist for anybody. Thread-safe within a process.</summary>
public sealed class ArtifactFolder(string root)
{
    private const string ListFile = ".artifacts.json";

    private readonly Lock _gate = new();

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>A file is whole and visible; told on the thread that brought it.</summary>
    public event Action<AttemptId, string>? Published;

    public string FolderOf(TrialKey trial) => ArtifactName.IsTrialKey(trial.Value)
        ? Path.Combine(Root, trial.Value)
        : throw new ArgumentException("not a trial's key", nameof(trial));

    public string FolderOf(AttemptId attempt) => attempt.Number > 0
        ? Path.Combine(FolderOf(attempt.Trial), attempt.Number.ToString(CultureInfo.InvariantCulture))
        : throw new ArgumentException("attempts count from 1", nameof(attempt));

    /// <exception cref="ArgumentException">The name is not a plain one.</exception>
    /// <exception cref="IOException">A link stands in the way: it could lead out of the store.</exception>
    public string PathOf(AttemptId attempt, string name)
    {
        if (!ArtifactName.IsValid(name)) throw new ArgumentException("not an artifact's name", nameof(name));
        var path = Path.Combine(FolderOf(attempt), name);
        for (var part = path; part.Length > Root.Length; part = Path.GetDirectoryName(part)!)
            if (new FileInfo(part).LinkTarget is not null)
                throw new IOException($"{part} is a link; the artifact store follows none");
        return path;
    }

    /// <summary>All attempts together, ordered.</summary>
    public ImmutableArray<StoredFile> List(TrialKey trial)
    {
        var folder = FolderOf(trial);
        if (!Directory.Exists(folder)) return [];
        return
        [
            .. from path in Directory.EnumerateDirectories(folder)
               let number = int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0
               where number > 0
               orderby number
               from file in List(new AttemptId(trial, number))
               select file,
        ];
    }

    public ImmutableArray<StoredFile> List(AttemptId attempt)
    {
        lock (_gate) return Read(attempt);
    }

    /// <summary>Null when the store does not have the whole file.</summary>
    public StoredFile? Find(AttemptId attempt, string name)
    {
        var file = List(attempt).FirstOrDefault(f => f.Name == name);
        var path = PathOf(attempt, name);
        return file is not null && File.Exists(path) && new FileInfo(path).Length == file.Bytes ? file : null;
    }

    /// <summary>Makes a complete, verified temporary file visible.</summary>
    public void Publish(AttemptId attempt, string name, long bytes, string sha256, string temporary)
    {
        var path = PathOf(attempt, name);
        lock (_gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
            Write(attempt, [.. Read(attempt).Where(f => f.Name != name), new(attempt.Number, name, bytes, sha256)]);
        }

        Published?.Invoke(attempt, name);
    }

    /// <summary>Takes files out of the list, then off the disk.</summary>
    public void Remove(AttemptId attempt, IReadOnlySet<string> names)
    {
        lock (_gate)
        {
            ImmutableArray<StoredFile> kept = [.. Read(attempt).Where(f => !names.Contains(f.Name))];
            if (!kept.IsEmpty) Write(attempt, kept);
            foreach (var name in names) File.Delete(PathOf(attempt, name));
            if (kept.IsEmpty && Directory.Exists(FolderOf(attempt))) Directory.Delete(FolderOf(attempt), recursive: true);
        }
    }

    /// <summary>Bytes of everything, files on their way included.</summary>
    public long Size()
    {
        if (!Directory.Exists(Root)) return 0;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new DirectoryInfo(Root).EnumerateFiles("*", options).Sum(f => f.Exists ? f.Length : 0);
    }

    public IEnumerable<TrialKey> Trials() => !Directory.Exists(Root) ? [] :
        Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Where(ArtifactName.IsTrialKey).Select(k => new TrialKey(k!)).ToArray();

    private ImmutableArray<StoredFile> Read(AttemptId attempt)
    {
        var path = Path.Combine(FolderOf(attempt), ListFile);
        if (!File.Exists(path)) return [];
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ArtifactJson.Default.TrialFiles)!.Files;
        }
        catch (JsonException)
        {
            // A damaged list costs uploads, which are repeated; believing it could cost a result.
            return [];
        }
    }

    private void Write(AttemptId attempt, ImmutableArray<StoredFile> files) => AtomicFile.Write(
        Path.Combine(FolderOf(attempt), ListFile),
        stream => JsonSerializer.Serialize(
            stream, new TrialFiles([.. files.OrderBy(f => f.Name, StringComparer.Ordinal)]), ArtifactJson.Default.TrialFiles));
}
