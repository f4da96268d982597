using System.Text.Json;
using Hud.Engine.Augmentation;
using Hud.Engine.Scenes;
using Hud.Experiments.Results;
using Hud.Experiments.Statistics;

namespace Hud.Cli.Augmentation;

/// <summary>What is known of generated images as training data.</summary>
/// <param name="Crop">Side of the crops whose tiles were held out.</param>
/// <param name="Measured">Images that the metrics were measured on.</param>
/// <param name="LeftOut">Metrics that could not be had, and why.</param>
/// <param name="Trial">Null without ground truth.</param>
internal sealed record AugmentReport(
    AugmentOrder Order, Scene Scene, IReadOnlyList<Cube> Images, int Crop, Knowledge Generator, int Measured,
    IReadOnlyList<MetricValue> Metrics, IReadOnlyDictionary<string, string> LeftOut, AugmentationTrial? Trial)
{
    public static IReadOnlyDictionary<string, IReadOnlyList<MetricDefinition>> Groups { get; } =
        new Dictionary<string, IReadOnlyList<MetricDefinition>>
        {
            ["Fidelity"] =
            [
                MetricDefinitions.PointFidelity, MetricDefinitions.SpectralAngleMedian, MetricDefinitions.SpectralAngleTail,
                MetricDefinitions.BandWasserstein, MetricDefinitions.Fid, MetricDefinitions.Kid, MetricDefinitions.Precision,
                MetricDefinitions.Density,
            ],
            ["Diversity"] =
            [
                MetricDefinitions.BlockDiversity, MetricDefinitions.Recall, MetricDefinitions.Coverage,
                MetricDefinitions.VariogramDistance,
            ],
            ["Memorisation"] = [MetricDefinitions.MemorisationRatio],
        };

    public double? MemorisationRatio => Metrics.FirstOrDefault(m => m.Name == MetricDefinitions.MemorisationRatio.Name)?.Value;

    /// <summary>The report's conclusions, one sentence each.</summary>
    public IEnumerable<string> Sentences()
    {
        if (Trial is not null) yield return AugmentationVerdict.Of(Trial);
        else yield return $"No ground truth: neither label maps nor a classifier for {Scene.Name}; --labels names a file with classes.";
        if (MemorisationRatio is { } ratio) yield return AugmentationVerdict.OfMemorisation(ratio);
        yield return Generator switch
        {
            Knowledge.TrainingTiles => $"The generator never saw the held-out tiles (hud train --hold-out, crops of {Crop}).",
            Knowledge.WholeScene => "The generator was trained on the whole scene, the tiles of the test included: what it adds may be "
                + "knowledge of the test. 'hud train --hold-out' keeps them apart.",
            Knowledge.OtherScene => "The images were generated from another scene, or from this one with other labels.",
            _ => "Nothing beside the images says what their generator was trained on; it may have seen the tiles of the test.",
        };
        if (Scene.IsDerived) yield return $"{Scene.Name} is a derived copy: do not compare these numbers with published ones.";
    }

    public object Document() => new
    {
        Scene = Scene.Name,
        Provenance = Scene.Provenance.ToString().ToLowerInvariant(),
        SceneSha256 = Scene.Sha256,
        Generated = Order.Images,
        Images = Images.Count,
        Size = (int[])[Images[0].Rows, Images[0].Cols, Images[0].Bands],
        Generator = Word(Generator),
        HeldOutCrop = Crop,
        MeasuredImages = Measured,
        Metrics = Metrics.ToDictionary(m => m.Name, m => new { m.Value, m.Floor, m.Error, m.Remark, m.Version }),
        LeftOut,
        Memorised = MemorisationRatio is { } ratio ? AugmentationVerdict.Memorised(ratio) : (bool?)null,
        Labels = Trial is null ? null : LabelsOf(Trial),
        Classifier = Trial is null ? null : ClassifierOf(Trial),
        Sentences = Sentences(),
    };

    private object LabelsOf(AugmentationTrial trial) => new
    {
        Order.Confidence,
        trial.Labels.Labelled,
        trial.Labels.Shares,
        RealShares = trial.Labels.RealShares,
        Labeller = new
        {
            trial.Labels.Labeller.Overall,
            trial.Labels.Labeller.Mean,
            trial.Labels.Labeller.Confident,
            // JSON has no NaN: nothing is right where nothing is confident.
            ConfidentRight = double.IsNaN(trial.Labels.Labeller.ConfidentRight) ? (double?)null : trial.Labels.Labeller.ConfidentRight,
        },
    };

    private object ClassifierOf(AugmentationTrial trial) => new
    {
        Order.Seeds,
        trial.TrainingPixels,
        trial.TestPixels,
        trial.Tested,
        trial.Untested,
        Sets = trial.Sets.ToDictionary(s => Word(s.Key), s => new
        {
            Mean = Summary.Of(s.Value.Select(a => a.Mean)),
            Overall = Summary.Of(s.Value.Select(a => a.Overall)),
            ByClass = trial.Tested.Select((label, i) => new { Class = label, Mean = s.Value.Average(a => a.ByClass[i]) }),
            Seeds = s.Value.Select(a => a.Mean),
        }),
        SyntheticGain = Paired(trial.SyntheticGain),
        CopiesGain = Paired(trial.CopiesGain),
        SyntheticOverCopies = Paired(trial.SyntheticOverCopies),
        Verdict = Word(trial.SyntheticGain.Verdict),
    };

    private static object Paired(PairedDifference paired) =>
        new { paired.Difference.Mean, paired.Difference.HalfWidth, Verdict = Word(paired.Verdict) };

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}");
}
