using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Metrics;

/// <summary>The scene's training and held-out crops at the size of the generated images.</summary>
/// <param name="Size">Side of the crops: the smallest side of any generated image.</param>
internal sealed record RealCrops(Scene Scene, CropSets Sets, int Size)
{
    /// <summary>More held-out crops overlap, and cost memory and time.</summary>
    private const int MostHeldOut = 256;

    /// <summary>The held-out crops, cut when they are asked for.</summary>
    public IEnumerable<Cube> HeldOut => Sets.HeldOut.Select(place => place.Take(Scene.Cube, Size));

    /// <returns>Null where the scene is too small to be split.</returns>
    public static RealCrops? Find(Scene scene, IReadOnlyList<Cube> generated)
    {
        var size = generated.Min(image => Math.Min(image.Rows, image.Cols));
        return CropSets.Of(scene, size, Math.Min(generated.Count, MostHeldOut)) is { } sets ? new(scene, sets, size) : null;
    }

    /// <exception cref="InputException">The scene is too small to be split, for its size or for its invalid pixels.</exception>
    public static RealCrops Require(Scene scene, IReadOnlyList<Cube> generated, string metric) =>
        Find(scene, generated) ?? throw new InputException(scene.Name, "valid pixels", null,
            $"{metric} compares training with held-out crops of the images' size, and there are not both without invalid pixels");

    /// <exception cref="InputException">The scene is too small for training and held-out crops beside each other.</exception>
    public static void Check(TrialSpec spec, string metric)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var (scene, crop) = (spec.Scene, spec.Budget.Crop);
        if (Math.Max(scene.Rows, scene.Cols) < 2 * crop || Math.Min(scene.Rows, scene.Cols) < crop)
            throw new InputException(scene.Name, "size", $"{scene.Rows} x {scene.Cols}",
                $"{metric} compares training with held-out crops: with crops of {crop} the scene needs at least {2 * crop} x {crop} pixels");
    }
}
