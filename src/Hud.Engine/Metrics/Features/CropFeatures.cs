using Hud.Engine.Native;
using Hud.Experiments;

namespace Hud.Engine.Metrics.Features;

/// <summary>What feature metrics compare: generated images with training crops of the scene, and held-out crops with the same.</summary>
/// <param name="Scene">Name of the scene.</param>
/// <param name="HeldOut">As many crops as generated images, or as the scene has.</param>
internal sealed record CropFeatures(
    string Scene, ClassifierQuality Quality, FeatureSet Training, FeatureSet HeldOut, FeatureSet Generated)
{
    /// <summary>Computed once for all metrics of a trial.</summary>
    /// <exception cref="InputException">The images are not square, or the scene has no classifier: see <see cref="SceneClassifier.Of"/>.</exception>
    public static CropFeatures Of(MetricInputs inputs) => inputs.Once(Make);

    private static CropFeatures Make(MetricInputs inputs)
    {
        var prepared = inputs.Prepared
            ?? throw new ArgumentException("Feature metrics need the scene with its ground truth, not a cube alone.", nameof(inputs));
        var (scene, size) = (prepared.Scene, inputs.Generated[0].Rows);
        if (inputs.Generated.FirstOrDefault(g => g.Rows != size || g.Cols != size) is { } other)
            throw new InputException("generated images", "size", $"{other.Rows} x {other.Cols}",
                $"metrics of the scene's classifier need square images, all of one size, as the first one's {size} rows");
        var sets = CropSets.Of(scene, size, inputs.Generated.Count) ?? throw SceneClassifier.TooSmall(scene, size);
        TorchRuntime.Ensure(inputs.Threads);
        using var classifier = SceneClassifier.Of(prepared, size, inputs.Features);
        return new(
            scene.Name, classifier.Quality,
            classifier.Apply(scene.Cube, sets.Training, inputs.Threads),
            classifier.Apply(scene.Cube, sets.HeldOut, inputs.Threads),
            classifier.Apply(inputs.Generated, inputs.Threads));
    }
}
