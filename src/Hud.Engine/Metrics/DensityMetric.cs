using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How deep generated images lie in the real set; about 1 for an equal set, and not bounded by it.</summary>
internal sealed class DensityMetric : NeighbourMetric
{
    public override MetricDefinition Definition => MetricDefinitions.Density;

    public static double Of(FeatureSet real, FeatureSet images) =>
        Neighbours.Holding(real, images.Features).Average() / Neighbours.K;

    protected override double OfEqual(FeatureSet real, FeatureSet images) => Of(real, images);
}
