using Hud.Engine.Scenes.Catalog;
using Hud.Engine.Scenes.Loading;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes;

/// <summary>From a name or path to a cleaned scene.</summary>
/// <param name="folders">Where published scenes are looked up, in order.</param>
/// <param name="scaling">How samples are brought into [0, 1].</param>
public sealed class SceneLoader(SceneFolders folders, SceneScaling scaling = SceneScaling.Scene)
{
    public SceneLoader(IEnumerable<string> folders) : this(new SceneFolders(folders)) { }

    public SceneFolders Folders { get; } = folders;

    /// <summary>FILE or FILE:VARIABLE with the ground truth of a person's own cube, in place of <c>name_gt.*</c>; null for that.</summary>
    public string? Labels { get; init; }

    /// <summary>Side of the crops whose held-out tiles training must not see; null where it may see everything.</summary>
    public int? HoldOut { get; init; }

    /// <summary>Reads, checks and cleans a scene.</summary>
    /// <param name="nameOrPath">A catalog name, <c>synthetic</c> with an optional recipe, or the path of a cube (MAT, ENVI,
    /// .npy, .npz) with an optional <c>:variable</c>. Labels of a cube <c>name.*</c> are looked for in <c>name_gt.*</c>.
    /// The path of a published file or of a known stand-in gives that scene.</param>
    /// <param name="variable">The array in the file, as the suffix would say it.</param>
    /// <exception cref="InputException">Unknown name, missing file (with where it was looked for), wrong checksum, a shape
    /// that contradicts the catalog, NaN or infinite samples, or an unreadable file.</exception>
    public Scene Load(string nameOrPath, string? variable = null) => Source(nameOrPath, variable).Load();

    /// <summary>What a plan freezes of the scene: reads headers, labels and hashes, not the samples.</summary>
    /// <exception cref="InputException">As for <see cref="Load"/>, samples excepted.</exception>
    public ScenePin Pin(string nameOrPath) => Source(nameOrPath, null).Pin;

    private ISceneSource Source(string nameOrPath, string? variable)
    {
        var source = WholeSource(nameOrPath, variable);
        if (Labels is not null && source is not OwnSource)
            throw new InputException("--labels", null, Labels, $"{nameOrPath} has its own ground truth; labels go with a cube of your own");
        return HoldOut is { } crop ? new HeldOutSource(source, crop) : source;
    }

    private ISceneSource WholeSource(string nameOrPath, string? variable)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (SyntheticRecipe.IsName(nameOrPath)) return new SyntheticSource(nameOrPath);
        if (SceneCatalog.Find(nameOrPath) is { } entry)
            return new CatalogSource(entry.Name, entry, Folders.Find(entry) ?? throw Missing(entry), scaling);

        var (path, suffix) = OwnFiles.Split(nameOrPath);
        variable ??= suffix;
        if (!File.Exists(path)) throw Nowhere(path);
        if (Published(path, variable) is var (published, files))
            return new CatalogSource(nameOrPath, published, files, scaling);
        var name = variable is null || suffix is not null ? nameOrPath : $"{nameOrPath}:{variable}";
        return new OwnSource(name, OwnFiles.At(path, variable), scaling, Labels);
    }

    /// <summary>The scene whose published file or stand-in this is: its results must carry the right provenance.</summary>
    private (SceneEntry, SceneFiles)? Published(string path, string? variable)
    {
        var sizes = SceneCatalog.Entries.SelectMany(e => e.Derived.Select(d => d.Bytes).Append(e.Cube.Bytes));
        if (!sizes.Contains(new FileInfo(path).Length)) return null;
        var sha256 = FileHash.Of(path);
        foreach (var entry in SceneCatalog.Entries)
        {
            var copy = entry.Derived.FirstOrDefault(d => d.Sha256 == sha256);
            if (entry.Cube.Sha256 != sha256 && copy is null) continue;
            if (variable is not null && variable != (copy?.Variable ?? entry.Cube.Variable)) continue;
            var beside = new SceneFolders([Path.GetDirectoryName(Path.GetFullPath(path))!, .. Folders.Paths]);
            return (entry, new(path, copy, copy?.GroundTruthVariable is null ? beside.GroundTruth(entry) : null));
        }

        return null;
    }

    private InputException Missing(SceneEntry entry) => new(
        entry.Cube.FileName, null, null,
        $"not found in {string.Join(", ", Folders.Paths)}; 'hud scenes fetch {entry.Name}' downloads it, "
        + "--data names another folder, and the scene 'synthetic' needs no file");

    private static InputException Nowhere(string path) =>
        path.Contains(Path.DirectorySeparatorChar) || Path.HasExtension(path)
            ? new(path, null, null, "no such file")
            : SceneCatalog.Unknown(path);
}
