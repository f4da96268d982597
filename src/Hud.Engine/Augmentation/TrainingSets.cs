using Hud.Engine.Training;

namespace Hud.Engine.Augmentation;

/// <summary>What a classifier is trained on. All see as many spectra and start from the same weights.</summary>
public enum TrainingSet
{
    /// <summary>Labelled real pixels outside the held-out tiles.</summary>
    Real,

    /// <summary>Half of every batch real, half generated.</summary>
    RealAndSynthetic,

    /// <summary>Half of every batch real, half noisy copies of real ones, as many different ones as generated pixels.</summary>
    RealAndCopies,

    /// <summary>Generated pixels and nothing else; empty where none has a class.</summary>
    Synthetic,
}

/// <summary>Trains on each set with each seed.</summary>
internal static class TrainingSets
{
    /// <returns>One accuracy a seed for every set.</returns>
    public static IReadOnlyDictionary<TrainingSet, IReadOnlyList<ClassAccuracy>> Score(
        LabelledScene scene, LabelledPixels synthetic, NoisyCopies copies, SeedTree root, int seeds, int threads,
        double confidence, int steps, Action<double>? progress)
    {
        (TrainingSet Set, ISpectra Main, ISpectra? Added)[] sets =
        [
            (TrainingSet.Real, scene.Training, null),
            (TrainingSet.RealAndSynthetic, scene.Training, synthetic),
            (TrainingSet.RealAndCopies, scene.Training, copies),
            .. synthetic.Total > 0 ? [(TrainingSet.Synthetic, synthetic, (ISpectra?)null)] : Array.Empty<(TrainingSet, ISpectra, ISpectra?)>(),
        ];
        var scores = new ClassAccuracy[sets.Length * seeds];
        var done = 0;
        // A training on one core each, whichever core: how many there are changes no bit.
        ShardThread[] workers = [.. Enumerable.Range(0, Math.Min(threads, scores.Length)).Select(i => new ShardThread(i))];
        try
        {
            Task.WaitAll([.. workers.Select((worker, w) => worker.Run(() =>
            {
                for (var i = w; i < scores.Length; i += workers.Length)
                {
                    var (_, main, added) = sets[i % sets.Length];
                    using var classifier = SpectralClassifier.Train(
                        main, added, scene.Classes, scene.Bands, root.Derive("trial", i / sets.Length), steps);
                    scores[i] = ClassAccuracy.Of(classifier, scene, confidence);
                    progress?.Invoke(Interlocked.Increment(ref done) / (double)scores.Length);
                }
            }))]);
        }
        finally
        {
            foreach (var worker in workers) worker.Dispose();
        }

        return sets.Select((set, s) => (set.Set, Scores: (IReadOnlyList<ClassAccuracy>)
            [.. Enumerable.Range(0, seeds).Select(seed => scores[(seed * sets.Length) + s])])).ToDictionary(x => x.Set, x => x.Scores);
    }
}
