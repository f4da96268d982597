using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How far the values of each band are from the real ones as distributions, blind to where they lie.</summary>
internal sealed class BandWassersteinMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.BandWasserstein;

    public MetricValue Measure(MetricInputs inputs) =>
        ((IMetric)this).Value(Of(inputs), inputs.Floor(Definition, Of));

    private static double Of(MetricInputs inputs) =>
        BandWasserstein.Measure(inputs.Real, inputs.Valid, inputs.Generated, inputs.Threads);
}
