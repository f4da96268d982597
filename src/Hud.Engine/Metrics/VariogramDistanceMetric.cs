using System.Globalization;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>Whether materials lie in generated images as they lie in the scene: sees what spectra alone cannot, such as
/// the shuffled pixels of real crops.</summary>
internal sealed class VariogramDistanceMetric : IMetric
{
    private const int MostLags = 8;

    public MetricDefinition Definition => MetricDefinitions.VariogramDistance;

    public void Check(TrialSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SceneMixture.Check(spec.Scene, Definition.Name);
        RealCrops.Check(spec, Definition.Name);
        if (spec.Budget.Crop < 2)
            throw new InputException("crop", null, spec.Budget.Crop.ToString(CultureInfo.InvariantCulture),
                $"{Definition.Name} compares neighbours: images need at least 2 x 2 pixels");
    }

    public MetricValue Measure(MetricInputs inputs)
    {
        var mixture = inputs.Once(SceneMixture.Of);
        var (scene, d) = (mixture.Scene.Scene, mixture.Count);
        var crops = RealCrops.Require(scene, inputs.Generated, Definition.Name);
        var lags = Math.Clamp(crops.Size / 4, 1, MostLags);
        var X = ImageAbundances.Constrained(inputs.Generated, mixture.Mixture.Spectra, inputs.Threads);
        var training = Real(crops.Sets.Training);
        return ((IMetric)this).Value(
            Variogram.Of(Windows(X, inputs.Generated), d, lags, inputs.Threads).DistanceTo(training),
            Real(crops.Sets.HeldOut).DistanceTo(training));

        Variogram Real(IEnumerable<CropPlace> places) => Variogram.Of(
            [.. places.Select(p => new MapWindow(
                mixture.Mixture.Abundances, (p.Row * scene.Cube.Cols) + p.Col, scene.Cube.Cols, crops.Size, crops.Size))],
            d, lags, inputs.Threads);
    }

    private static List<MapWindow> Windows(float[] X, IReadOnlyList<Cube> images)
    {
        var (windows, first) = (new List<MapWindow>(), 0);
        foreach (var image in images)
        {
            windows.Add(new(X, first, image.Cols, image.Rows, image.Cols));
            first += image.Pixels;
        }

        return windows;
    }
}
