using Hud.Experiments.Results;
using MathNet.Numerics.Statistics;

namespace Hud.Engine.Metrics;

/// <summary>What a typical generated spectrum misses the nearest real one by.</summary>
internal sealed class SpectralAngleMedianMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.SpectralAngleMedian;

    public MetricValue Measure(MetricInputs inputs) => SpectralAngleQuantile.Measure(this, inputs, 0.5);
}

/// <summary>What the worst twentieth of generated spectra miss the nearest real one by at least.</summary>
internal sealed class SpectralAngleTailMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.SpectralAngleTail;

    public MetricValue Measure(MetricInputs inputs) => SpectralAngleQuantile.Measure(this, inputs, 0.95);
}

/// <summary>A quantile over generated pixels, between two of them linear in rank.</summary>
internal static class SpectralAngleQuantile
{
    public static MetricValue Measure(IMetric metric, MetricInputs inputs, double tau) =>
        metric.Value(Of(inputs, tau), inputs.Floor(metric.Definition, held => Of(held, tau)));

    private static double Of(MetricInputs inputs, double tau) =>
        inputs.Once(NearestPixels.Of).Degrees.QuantileCustom(tau, QuantileDefinition.R7);
}
