using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics.Features;

/// <summary>A metric of two sets of crops as the scene's classifier sees them.</summary>
internal abstract class FeatureMetric : IMetric
{
    public abstract MetricDefinition Definition { get; }

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var (scene, crop, count, features) = (spec.Scene, spec.Budget.Crop, spec.Sampling.Count, spec.Evaluation.Features);
        InputException Wrong(string place, int value, string rule) => new($"metric {Definition.Name}", place, $"{value}", rule);
        if (scene.Classes == 0)
            throw Wrong("classes", 0, "needs ground truth, to train the scene's classifier");
        if (scene.Classes < 2)
            throw Wrong("classes", scene.Classes, "needs ground truth of at least two classes, to train the scene's classifier");
        if (Math.Max(scene.Rows, scene.Cols) < 2 * crop)
            throw Wrong("budget.crop", crop,
                $"{scene.Rows} x {scene.Cols} pixels cannot be split into training and held-out crops: the longer side must be at least twice the crop");
        if (count < LeastImages(features))
            throw Wrong("sampling.count", count, FewImages(features));
    }

    public MetricValue Measure(MetricInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var crops = CropFeatures.Of(inputs);
        var least = LeastImages(inputs.Features);
        if (crops.Training.Count < least || crops.Generated.Count < least)
            throw new InputException($"metric {Definition.Name}", $"images of {crops.Scene}",
                $"{crops.Generated.Count} generated, {crops.Training.Count} training crops", FewImages(inputs.Features));
        var floor = crops.HeldOut.Count < least ? (double?)null : Compare(crops.Training, crops.HeldOut);
        return ((IMetric)this).Value(
            Compare(crops.Training, crops.Generated), floor, Error(crops.Training, crops.Generated), Remark(crops, inputs.Features));
    }

    /// <summary>Fewer images than this, generated or real, have no value.</summary>
    protected abstract int LeastImages(int features);

    /// <summary>The rule that <see cref="LeastImages"/> is.</summary>
    protected virtual string FewImages(int features) => $"needs at least {LeastImages(features)} images; set sampling.count higher";

    protected abstract double Compare(FeatureSet real, FeatureSet images);

    /// <summary>Standard error of <see cref="Compare"/>; null where there is none.</summary>
    protected virtual double? Error(FeatureSet real, FeatureSet images) => null;

    /// <summary>A feature says no more than the classifier that it comes from.</summary>
    protected virtual string Remark(CropFeatures crops, int features)
    {
        var few = crops.HeldOut.Count < crops.Generated.Count
            ? $"; floors from {crops.HeldOut.Count} held-out crops, values from {crops.Generated.Count} images" : "";
        return $"classifier of {crops.Scene}: {crops.Quality}, {features} features{few}";
    }
}
