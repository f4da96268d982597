using System.Collections.Immutable;
using Hud.Engine.Scenes.Catalog;
using Hud.Experiments;
using Hud.Experiments.Text;

namespace Hud.Engine.Scenes;

/// <summary>The published scenes that HudCluster knows by name.</summary>
public static class SceneCatalog
{
    /// <summary>The paper's five scenes (Indian Pines in both its files), then three with true endmembers.</summary>
    public static ImmutableArray<SceneEntry> Entries { get; } =
    [
        IndianPines.Full, IndianPines.Corrected, KennedySpaceCenter.Entry, Pavia.Centre, Pavia.University,
        Salinas.Corrected, UnmixingScenes.Jasper, UnmixingScenes.Samson, UnmixingScenes.Moffett,
    ];

    /// <summary>Every name a person may type, the default synthetic scene included.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Entries.Select(e => e.Name), SyntheticRecipe.SceneName];

    /// <summary>The entry of that name, case ignored; null when there is none.</summary>
    public static SceneEntry? Find(string name) =>
        Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="InputException">No published scene has that name; the nearest one is suggested.</exception>
    public static SceneEntry Get(string name) => Find(name) ?? throw Unknown(name);

    internal static InputException Unknown(string name) => new(
        "scene", null, name,
        $"neither a file nor one of {string.Join(", ", Names)}{NearestName.Hint(name, Names)}");
}
