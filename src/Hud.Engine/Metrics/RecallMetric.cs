using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How much of the real set is generated: real crops inside a ball of generated images.</summary>
internal sealed class RecallMetric : NeighbourMetric
{
    public override MetricDefinition Definition => MetricDefinitions.Recall;

    public static double Of(FeatureSet real, FeatureSet images) =>
        Neighbours.Holding(images, real.Features).Count(n => n > 0) / (double)real.Count;

    protected override double OfEqual(FeatureSet real, FeatureSet images) => Of(real, images);
}
