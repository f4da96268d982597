namespace Hud.Actors.Artifacts;

/// <summary>How far a set of files lets an attempt go on: a trained model first, then finished samples, then the newest
/// training checkpoint. Judged by names alone; the trial's child verifies what it uses.</summary>
/// <param name="Trained">The model and the list of finished phases are there.</param>
/// <param name="Parts">Finished parts of the samples.</param>
/// <param name="Checkpoint">Name of the newest whole checkpoint, empty when there is none; names sort by step.</param>
public readonly record struct ResumePoint(bool Trained, int Parts, string Checkpoint) : IComparable<ResumePoint>
{
    public const string ModelFile = "checkpoint.safetensors";
    public const string ManifestFile = "manifest.json";
    public const string CheckpointsFolder = "checkpoints/";
    public const string PartsFolder = "samples/";

    private const string CheckpointEnding = ".safetensors";
    private const string PartEnding = ".npy";
    private const string NoteEnding = ".json";

    public static ResumePoint Nowhere { get; } = new(false, 0, "");

    public static ResumePoint Of(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var all = names.ToHashSet(StringComparer.Ordinal);
        return new(
            all.Contains(ModelFile) && all.Contains(ManifestFile), Whole(all, PartsFolder, PartEnding).Count(),
            WholeCheckpoints(all).Max(StringComparer.Ordinal) ?? "");
    }

    /// <summary>Checkpoints with their manifests beside them.</summary>
    public static IEnumerable<string> WholeCheckpoints(IReadOnlySet<string> names) =>
        Whole(names, CheckpointsFolder, CheckpointEnding);

    /// <summary>The file that is written after a data file and says that it is whole.</summary>
    public static string NoteOf(string name) => Path.ChangeExtension(name, NoteEnding);

    /// <summary>Data before the notes that vouch for it: a set that breaks off is shorter, never wrong.</summary>
    public static int Order(string name)
    {
        if (name == ManifestFile) return 2;
        return name.EndsWith(NoteEnding, StringComparison.Ordinal) ? 1 : 0;
    }

    public int CompareTo(ResumePoint other)
    {
        if (Trained != other.Trained) return Trained.CompareTo(other.Trained);
        return Trained && Parts != other.Parts
            ? Parts.CompareTo(other.Parts)
            : string.CompareOrdinal(Checkpoint, other.Checkpoint);
    }

    public static bool operator <(ResumePoint left, ResumePoint right) => left.CompareTo(right) < 0;

    public static bool operator <=(ResumePoint left, ResumePoint right) => left.CompareTo(right) <= 0;

    public static bool operator >(ResumePoint left, ResumePoint right) => left.CompareTo(right) > 0;

    public static bool operator >=(ResumePoint left, ResumePoint right) => left.CompareTo(right) >= 0;

    private static IEnumerable<string> Whole(IReadOnlySet<string> names, string folder, string ending) => names.Where(
        n => n.StartsWith(folder, StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal)
            && names.Contains(NoteOf(n)));
}
