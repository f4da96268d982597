using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>F_p of table I.</summary>
internal sealed class PointFidelityMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.PointFidelity;

    public MetricValue Measure(MetricInputs inputs) =>
        ((IMetric)this).Value(inputs.PointFidelity, inputs.Floor(Definition, held => held.PointFidelity));
}

/// <summary>D_b of table I.</summary>
internal sealed class BlockDiversityMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.BlockDiversity;

    public MetricValue Measure(MetricInputs inputs) =>
        ((IMetric)this).Value(inputs.BlockDiversity, inputs.Floor(Definition, held => held.BlockDiversity));
}

/// <summary>D_b / F_p of table I.</summary>
internal sealed class RatioMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.Ratio;

    public MetricValue Measure(MetricInputs inputs) =>
        ((IMetric)this).Value(Of(inputs), inputs.Floor(Definition, Of));

    // Images of nothing but zeros have F_p = D_b = 0: no diversity to claim.
    private static double Of(MetricInputs inputs) =>
        inputs.PointFidelity == 0 ? 1 : inputs.BlockDiversity / inputs.PointFidelity;
}
