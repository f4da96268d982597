using Hud.Experiments.Plans;

namespace Hud.Engine.Scenes.Loading;

/// <summary>A synthetic scene by its name: no file at all.</summary>
internal sealed class SyntheticSource(string name) : ISceneSource
{
    private readonly SyntheticRecipe _recipe = SyntheticRecipe.Parse(name);

    public ScenePin Pin => new(
        name, _recipe.Sha256, Provenance.Synthetic, _recipe.Rows, _recipe.Cols, _recipe.Bands, _recipe.Endmembers);

    public Scene Load() => SyntheticScene.Make(_recipe, name);
}
