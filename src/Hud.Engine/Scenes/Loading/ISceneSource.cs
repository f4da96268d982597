using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes.Loading;

/// <summary>A scene whose files were found, hashed and measured, but whose samples were not read yet.</summary>
internal interface ISceneSource
{
    /// <summary>What a plan freezes; equal to the loaded scene's own pin.</summary>
    ScenePin Pin { get; }

    /// <summary>Reads and cleans the samples.</summary>
    Scene Load();
}
