using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How deep generated images lie in the real set; about 1 for an equal set, and not bounded by it.</summary>
internal sealed class DensityMetric : FeatureMetric
{
    public override MetricDefinition Definition => MetricDefinitions.Density;

    public static double Of(FeatureSet real, FeatureSet images) =>
        Neighbours.Holding(real, images.Features).Average() / Neighbours.K;

    protected override int LeastImages(int features) => Neighbours.K + 1;

    protected override double Compare(FeatureSet real, FeatureSet images) => Of(real, images);
}
