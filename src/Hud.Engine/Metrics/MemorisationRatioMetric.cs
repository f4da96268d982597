using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using MathNet.Numerics.Statistics;

namespace Hud.Engine.Metrics;

/// <summary>Whether generated images are nearer to what the model was trained on than real images are that it could not
/// have seen. Brightness counts (block_diversity is the measure that is blind to it); turned copies are not looked for.</summary>
internal sealed class MemorisationRatioMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.MemorisationRatio;

    public void Check(TrialSpec spec) => RealCrops.Check(spec, Definition.Name);

    public MetricValue Measure(MetricInputs inputs)
    {
        var scene = (inputs.Prepared ?? throw new ArgumentException("Crops need a prepared scene.", nameof(inputs))).Scene;
        var crops = RealCrops.Require(scene, inputs.Generated, Definition.Name);
        var (size, across) = (crops.Size, scene.Cube.Cols - crops.Size + 1);

        // Training draws from the whole scene, so a copy may come from anywhere in it.
        var windows = new ValidWindows(scene.Valid, scene.Cube.Rows, scene.Cube.Cols, size);
        var everywhere = new bool[(scene.Cube.Rows - size + 1) * across];
        for (var i = 0; i < everywhere.Length; i++) everywhere[i] = !windows.IsEmpty(i / across, i % across);

        var generated = Median(everywhere, inputs.Generated);
        // Half of the metric's time, and the same for every trial.
        var real = inputs.Kept("nearest_crops", new { Definition.Version, Size = size, HeldOut = crops.Sets.HeldOut.Length }, () =>
        {
            var apart = new bool[everywhere.Length];
            foreach (var place in CropSplit.Of(scene, size)!.Training) apart[(place.Row * across) + place.Col] = true;
            return Median(apart, [.. crops.HeldOut]);
        });
        return real is > 0
            ? ((IMetric)this).Value(generated / real.Value, 1)
            : ((IMetric)this).Value(1, 1, remark: "held-out crops repeat training crops exactly: nothing to divide by");

        double Median(bool[] allowed, IReadOnlyList<Cube> images) =>
            NearestCrops.Distances(scene.Cube, allowed, images, size, inputs.Threads).Median();
    }
}
