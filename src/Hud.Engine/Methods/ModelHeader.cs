using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Engine.Scenes;
using Hud.Experiments.Plans;

namespace Hud.Engine.Methods;

/// <summary>What a model file says about itself: enough to sample, name and export without the scene at hand.</summary>
/// <param name="Version">Of this layout.</param>
/// <param name="Spec">The trial that trained it, options included.</param>
public sealed record ModelHeader(int Version, TrialSpec Spec, SceneFacts Scene)
{
    public const int CurrentVersion = 1;

    public string Method => Spec.Method;
}

/// <summary>What an exported image inherits from its scene.</summary>
/// <param name="Scale">Generated values times this are in the file's own units.</param>
/// <param name="Wavelengths">Band centres in nanometres; empty where unknown.</param>
/// <param name="Red">0-based band of pseudo-colour pictures, as <paramref name="Green"/> and <paramref name="Blue"/>.</param>
/// <param name="HeldOutCrop">See <see cref="Scene.HeldOutCrop"/>; left out of the file where the model saw the whole scene.</param>
public sealed record SceneFacts(
    string Name, string Sha256, Provenance Provenance, int Bands, float Scale, ImmutableArray<double> Wavelengths,
    bool WavelengthsApproximate, int Red, int Green, int Blue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? HeldOutCrop = null)
{
    public static SceneFacts Of(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var (red, green, blue) = scene.ColourBands;
        return new(scene.Name, scene.Sha256, scene.Provenance, scene.Cube.Bands, scene.Scale, scene.Wavelengths,
            scene.WavelengthsApproximate, red, green, blue, scene.HeldOutCrop);
    }
}
