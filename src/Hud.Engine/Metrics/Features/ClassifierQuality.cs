using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Metrics.Features;

/// <summary>How far to trust what a classifier says, measured on labelled crops that it never saw.</summary>
/// <param name="Crops">Labelled held-out crops; with 0 the rest is NaN.</param>
/// <param name="Accuracy">Share of them that it puts into their class.</param>
/// <param name="MostFrequent">Share of their most frequent class: what naming one class always would reach.</param>
public sealed record ClassifierQuality(int Crops, double Accuracy, double MostFrequent)
{
    private const int MostCrops = 400;

    internal static ClassifierQuality Of(SceneClassifier classifier, Scene scene, CropSplit split)
    {
        var all = CropLabels.Of(scene, split.HeldOut, split.Size);
        var places = CropSplit.Draw(
            [.. split.HeldOut.Where((_, i) => all[i] != 0)], MostCrops, new SeedTree(0).Derive("classifier quality"));
        if (places.IsEmpty) return new(0, double.NaN, double.NaN);
        var labels = CropLabels.Of(scene, places, split.Size);
        var answers = classifier.Apply(scene.Cube, places, ClassifierTraining.Shares).Probabilities;
        var right = labels.Where((label, i) => Array.IndexOf(answers[i], answers[i].Max()) == label - 1).Count();
        return new(places.Length, (double)right / places.Length, labels.CountBy(l => l).Max(c => (double)c.Value) / places.Length);
    }

    public override string ToString() => Crops == 0
        ? "held-out accuracy unknown (no held-out crop is labelled)"
        : string.Create(CultureInfo.InvariantCulture,
            $"held-out accuracy {Accuracy:F2} on {Crops} overlapping crops (most frequent class {MostFrequent:F2})");
}
