using Hud.Engine.Scenes.Catalog;

namespace Hud.Engine.Scenes;

/// <summary>Whether a published scene is on this machine.</summary>
public enum ScenePresence
{
    /// <summary>A file of the canonical name is here.</summary>
    Original,

    /// <summary>Only a stand-in is here.</summary>
    Derived,

    Missing,
}

/// <summary>The files of a published scene on this machine; their content is not checked yet.</summary>
/// <param name="Cube">Path of the cube.</param>
/// <param name="Derived">The stand-in that <paramref name="Cube"/> is; null for the original.</param>
/// <param name="GroundTruth">Path of the labels; null where they are in the cube's file or missing.</param>
public sealed record SceneFiles(string Cube, DerivedCopy? Derived, string? GroundTruth);

/// <summary>The folders in which scenes are looked up, in order.</summary>
public sealed class SceneFolders(IEnumerable<string> folders)
{
    public IReadOnlyList<string> Paths { get; } = [.. folders];

    /// <summary>The order of DESIGN.md section 8: <c>--data</c>, then <c>$HUD_DATA</c>, then <c>./data</c>.</summary>
    /// <param name="data">What <c>--data</c> says; null when it is not given.</param>
    public static SceneFolders Default(string? data) =>
        new(new[] { data, Environment.GetEnvironmentVariable("HUD_DATA"), "data" }.Where(f => !string.IsNullOrEmpty(f))!);

    /// <summary>The original where one is, else the first stand-in, else null.</summary>
    public SceneFiles? Find(SceneEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var groundTruth = GroundTruth(entry);
        if (Find(entry.Cube.Path) is { } original) return new(original, null, groundTruth);
        foreach (var copy in entry.Derived)
            if (Find(copy.Path) is { } found)
                return new(found, copy, copy.GroundTruthVariable is null ? groundTruth : null);
        return null;
    }

    public ScenePresence Presence(SceneEntry entry) => Find(entry) switch
    {
        null => ScenePresence.Missing,
        { Derived: null } => ScenePresence.Original,
        _ => ScenePresence.Derived,
    };

    /// <summary>The labels' file, or null where there is none.</summary>
    public string? GroundTruth(SceneEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.GroundTruth is { } file ? Find(file.Path) : null;
    }

    /// <summary>The file at its canonical place or, by its bare name, at the top of a folder.</summary>
    private string? Find(string path) => Paths
        .SelectMany(folder => new[] { Path.Combine(folder, path), Path.Combine(folder, Path.GetFileName(path)) })
        .FirstOrDefault(File.Exists);
}
