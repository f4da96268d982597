using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>IS of table II: high where single images are told clearly and all classes occur.</summary>
internal sealed class InceptionScoreMetric : FeatureMetric
{
    public override MetricDefinition Definition => MetricDefinitions.InceptionScore;

    /// <param name="probabilities">p(class | image), one row an image.</param>
    /// <returns>1 .. classes.</returns>
    public static double Of(IReadOnlyList<double[]> probabilities)
    {
        var marginal = new double[probabilities[0].Length];
        foreach (var p in probabilities)
            for (var k = 0; k < p.Length; k++) marginal[k] += p[k] / probabilities.Count;
        var divergence = probabilities.Average(p =>
        {
            var sum = 0.0;
            for (var k = 0; k < p.Length; k++)
                if (p[k] > 0) sum += p[k] * Math.Log(p[k] / marginal[k]);
            return sum;
        });
        // No divergence is negative but by rounding.
        return Math.Exp(Math.Max(0, divergence));
    }

    protected override int LeastImages(int features) => 2;

    protected override double Compare(FeatureSet real, FeatureSet images) => Of(images.Probabilities);
}
