using Hud.Engine.Scenes;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>How much negative material the scene's endmembers would need to give the generated spectra.</summary>
internal sealed class AbundanceNegativityMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.AbundanceNegativity;

    public void Check(TrialSpec spec) => SceneMixture.Check(spec.Scene, Definition.Name);

    public MetricValue Measure(MetricInputs inputs)
    {
        var (generated, real) = inputs.Once(AbundanceViolations.Of);
        return ((IMetric)this).Value(generated.Negative, real?.Negative);
    }
}

/// <summary>How far the materials of a generated pixel are from filling it.</summary>
internal sealed class AbundanceSumErrorMetric : IMetric
{
    public MetricDefinition Definition => MetricDefinitions.AbundanceSumError;

    public void Check(TrialSpec spec) => SceneMixture.Check(spec.Scene, Definition.Name);

    public MetricValue Measure(MetricInputs inputs)
    {
        var (generated, real) = inputs.Once(AbundanceViolations.Of);
        return ((IMetric)this).Value(generated.SumError, real?.SumError);
    }
}

/// <summary>What both metrics are, for generated images and for held-out crops.</summary>
internal sealed record AbundanceViolations(AbundanceViolations.Means Generated, AbundanceViolations.Means? Real)
{
    /// <param name="Negative">Mean over pixels of the sum of the negative abundances, without sign.</param>
    /// <param name="SumError">Mean over pixels of |sum - 1|.</param>
    public sealed record Means(double Negative, double SumError);

    public static AbundanceViolations Of(MetricInputs inputs)
    {
        var mixture = inputs.Once(SceneMixture.Of);
        var A = mixture.Mixture.Spectra;
        var held = RealCrops.Find(mixture.Scene.Scene, inputs.Generated);
        return new(
            In(ImageAbundances.Unconstrained(inputs.Generated, A, inputs.Threads), mixture.Count),
            held is null ? null : In(ImageAbundances.Unconstrained(held.HeldOut, A, inputs.Threads), mixture.Count));
    }

    /// <param name="X">pixels x d.</param>
    internal static Means In(float[] X, int d)
    {
        var (negative, error) = (0.0, 0.0);
        for (var first = 0; first < X.Length; first += d)
        {
            var sum = 0.0;
            foreach (var x in X.AsSpan(first, d))
            {
                sum += x;
                negative -= Math.Min(x, 0.0);
            }

            error += Math.Abs(sum - 1);
        }

        var pixels = X.Length / d;
        return new(negative / pixels, error / pixels);
    }
}
