using Hud.Engine.Scenes;

namespace Hud.Cli.Doctor;

/// <summary>Which of the published scenes are here.</summary>
internal static class SceneFindings
{
    public static IEnumerable<Finding> Of(SceneFolders folders)
    {
        var here = SceneCatalog.Entries
            .Select(e => (e.Name, Presence: folders.Presence(e)))
            .Where(s => s.Presence != ScenePresence.Missing)
            .Select(s => s.Presence == ScenePresence.Derived ? $"{s.Name} (derived)" : s.Name)
            .ToList();
        var places = string.Join(", ", folders.Paths);
        yield return here.Count > 0
            ? new("scenes", true, $"{string.Join(", ", here)}; synthetic always; looked in {places}")
            : new("scenes", true, $"synthetic only; looked in {places}", "hud scenes fetch NAME, or --data DIR, or HUD_DATA");
    }
}
