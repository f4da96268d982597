namespace Hud.Engine.Metrics.Features;

/// <summary>A metric of nearest-neighbour balls. The balls of a larger set are smaller, so images are compared with as many training
/// crops as there are images: against all 2048 of them as few images could cover little, however good.</summary>
internal abstract class NeighbourMetric : FeatureMetric
{
    protected sealed override int LeastImages(int features) => Neighbours.K + 1;

    protected sealed override double Compare(FeatureSet real, FeatureSet images) => OfEqual(real.First(images.Count), images);

    /// <param name="real">As many crops as <paramref name="images"/>, or all there are.</param>
    protected abstract double OfEqual(FeatureSet real, FeatureSet images);
}
