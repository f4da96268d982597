using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How many generated images look real: those inside a ball of real crops.</summary>
internal sealed class PrecisionMetric : NeighbourMetric
{
    public override MetricDefinition Definition => MetricDefinitions.Precision;

    public static double Of(FeatureSet real, FeatureSet images) =>
        Neighbours.Holding(real, images.Features).Count(n => n > 0) / (double)images.Count;

    protected override double OfEqual(FeatureSet real, FeatureSet images) => Of(real, images);
}
