namespace Hud.Engine.Metrics.Features;

/// <summary>A set of crops as their scene's classifier sees it.</summary>
/// <param name="features">One row a crop: outputs of the feature layer.</param>
/// <param name="probabilities">One row a crop: p(class | crop), sum one.</param>
internal sealed class FeatureSet(double[][] features, double[][] probabilities)
{
    private readonly Lazy<double[]> _radii = new(() => Neighbours.Radii(features));

    public int Count => Features.Length;

    public double[][] Features { get; } = features;

    public double[][] Probabilities { get; } = probabilities;

    /// <summary>The first <paramref name="count"/> crops, or all: a random sample where the crops are in random order.</summary>
    public FeatureSet First(int count) =>
        count >= Count ? this : new(Features[..count], Probabilities[..count]);

    /// <summary>Squared radius of each crop's k-nearest-neighbour ball within this set.</summary>
    public double[] Radii => _radii.Value;
}
