using Hud.Engine.Metrics.Features;
using Hud.Experiments.Results;

namespace Hud.Engine.Metrics;

/// <summary>FID of table III.</summary>
internal sealed class FidMetric : FeatureMetric
{
    /// <summary>Fewer images a feature than this, and much of the value is the bias of a covariance from few samples.</summary>
    private const int EnoughImagesAFeature = 10;

    public override MetricDefinition Definition => MetricDefinitions.Fid;

    public static double Of(IReadOnlyList<double[]> real, IReadOnlyList<double[]> images) =>
        GaussianFit.Of(real).Frechet(GaussianFit.Of(images));

    /// <summary>Below the number of features a covariance is singular; the double leaves something to be measured.</summary>
    internal static int LeastImagesOf(int features) => 2 * features;

    internal static string FewImagesOf(int features) =>
        $"needs at least two images a feature, {LeastImagesOf(features)} for features: {features}; set sampling.count higher or features lower";

    protected override int LeastImages(int features) => LeastImagesOf(features);

    protected override string FewImages(int features) => FewImagesOf(features);

    protected override double Compare(FeatureSet real, FeatureSet images) => Of(real.Features, images.Features);

    protected override string Remark(CropFeatures crops, int features) =>
        base.Remark(crops, features) + (crops.Generated.Count < EnoughImagesAFeature * features
            ? $"; {crops.Generated.Count} images are few for {features} features, FID is biased upwards (ten a feature are enough)"
            : "");
}
