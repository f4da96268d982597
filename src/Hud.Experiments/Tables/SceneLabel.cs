using Hud.Experiments.Plans;

namespace Hud.Experiments.Tables;

/// <summary>A scene's name with the word that its provenance demands.</summary>
public static class SceneLabel
{
    public static string Of(ScenePin scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Provenance switch
        {
            Provenance.Derived => $"{scene.Name} (derived)",
            Provenance.Synthetic when !scene.Name.StartsWith("synthetic", StringComparison.Ordinal) => $"{scene.Name} (synthetic)",
            _ => scene.Name,
        };
    }
}
