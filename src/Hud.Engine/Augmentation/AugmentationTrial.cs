using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Statistics;

namespace Hud.Engine.Augmentation;

/// <summary>Whether a classifier gains by generated images: trained without and with them, tested on real pixels of tiles that
/// none of its training data comes from.</summary>
/// <param name="Labels">What the generated pixels were taken for.</param>
/// <param name="Sets">Accuracies of every training set, in the order of <see cref="TrainingSet"/>.</param>
/// <param name="SyntheticGain">Real and synthetic against real alone, mean accuracy over classes.</param>
/// <param name="CopiesGain">Real and noisy copies against real alone.</param>
/// <param name="SyntheticOverCopies">Real and synthetic against real and as many noisy copies.</param>
/// <param name="Tested">Classes that count in the accuracies.</param>
/// <param name="Untested">Labelled classes that do not, since training or held-out tiles have no pixel of them.</param>
/// <param name="TrainingPixels">Labelled real pixels to learn from.</param>
/// <param name="TestPixels">Labelled real pixels of the held-out tiles.</param>
public sealed record AugmentationTrial(
    PseudoLabels Labels, IReadOnlyDictionary<TrainingSet, IReadOnlyList<ClassAccuracy>> Sets, PairedDifference SyntheticGain,
    PairedDifference CopiesGain, PairedDifference SyntheticOverCopies, IReadOnlyList<int> Tested, IReadOnlyList<int> Untested,
    int TrainingPixels, int TestPixels)
{
    /// <summary>A smaller difference of mean accuracy is nothing to act on, however sure.</summary>
    public const double LeastDifference = 0.005;

    /// <summary>Steps of every training, unless told otherwise.</summary>
    public const int UsualSteps = 1500;

    /// <summary>Spectra a step.</summary>
    public const int Batch = SpectralClassifier.Batch;

    /// <inheritdoc cref="NoisyCopies.Brightness"/>
    public const double CopyBrightness = NoisyCopies.Brightness;

    /// <inheritdoc cref="NoisyCopies.Noise"/>
    public const double CopyNoise = NoisyCopies.Noise;

    /// <param name="images">At least one, bands as the scene, in the units of the cleaned scene.</param>
    /// <param name="crop">Side of the crops whose tiles are held out: of the generator's training, or of the images.</param>
    /// <param name="confidence">A generated pixel keeps its guessed class from this probability on.</param>
    /// <param name="seeds">Trainings of each kind, at least 2.</param>
    /// <param name="threads">Trainings at once; the results do not depend on it.</param>
    /// <param name="progress">Told the finished share, 0 to 1; from several threads.</param>
    /// <param name="steps">Of every training.</param>
    /// <exception cref="InputException">The scene has no ground truth, or too little of it: see <see cref="LabelledScene.Of"/>.</exception>
    public static AugmentationTrial Run(
        Scene scene, IReadOnlyList<Cube> images, int crop, double confidence, int seeds, int threads, Action<double>? progress = null,
        int steps = UsualSteps)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        if (scene.Labels is null)
            throw new InputException(scene.Name, "ground truth", null, "there is none; name its file with --labels");
        var labelled = LabelledScene.Of(scene, crop);
        TorchRuntime.Ensure(1);
        var root = new SeedTree(0).Derive("augmentation");
        PseudoLabels? labels = null;
        using (var one = new ShardThread(0))
        {
            one.Run(() =>
            {
                using var labeller = SpectralClassifier.Train(
                    labelled.Training, null, labelled.Classes, labelled.Bands, root.Derive("labeller"), steps);
                labels = PseudoLabels.Of(labeller, labelled, images, confidence);
            }).GetAwaiter().GetResult();
        }

        var synthetic = new LabelledPixels(images, labels!.Maps);
        var copies = new NoisyCopies(labelled.Training, synthetic, labelled.Bands.Deviation, root.Derive("copies"));
        var scores = TrainingSets.Score(labelled, synthetic, copies, root, seeds, threads, confidence, steps, progress);
        double[] Means(TrainingSet set) => [.. scores[set].Select(a => a.Mean)];
        PairedDifference Gain(TrainingSet with, TrainingSet without) =>
            PairedDifference.Of(Means(with), Means(without), LeastDifference);
        return new(labels, scores,
            Gain(TrainingSet.RealAndSynthetic, TrainingSet.Real),
            Gain(TrainingSet.RealAndCopies, TrainingSet.Real),
            Gain(TrainingSet.RealAndSynthetic, TrainingSet.RealAndCopies),
            labelled.Tested, labelled.Untested, labelled.Training.Total, labelled.HeldOut.Total);
    }
}
