using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How much of the real set has a generated image near it; unlike recall, no stray image widens a ball.</summary>
internal sealed class CoverageMetric : NeighbourMetric
{
    public override MetricDefinition Definition => MetricDefinitions.Coverage;

    public static double Of(FeatureSet real, FeatureSet images) =>
        Neighbours.Occupied(real, images.Features).Count(o => o) / (double)real.Count;

    protected override double OfEqual(FeatureSet real, FeatureSet images) => Of(real, images);
}
