namespace Hud.Engine.Augmentation;

/// <summary>How many held-out spectra a classifier puts into their class.</summary>
/// <param name="Overall">Share of all spectra.</param>
/// <param name="ByClass">Share of each tested class, in the order of <see cref="LabelledScene.Tested"/>.</param>
/// <param name="Confident">Share of the spectra whose class the classifier is at least that sure of.</param>
/// <param name="ConfidentRight">Share of those that it puts into their class; NaN where there are none.</param>
public sealed record ClassAccuracy(double Overall, IReadOnlyList<double> ByClass, double Confident, double ConfidentRight)
{
    /// <summary>Mean over the tested classes: rare classes count as much as frequent ones.</summary>
    public double Mean => ByClass.Average();

    internal static ClassAccuracy Of(SpectralClassifier classifier, LabelledScene scene, double confidence)
    {
        var (right, sure, sureRight, total) = (0, 0, 0, 0);
        var byClass = new List<double>();
        foreach (var label in scene.Tested)
        {
            var count = scene.HeldOut.CountOf(label);
            var spectra = new float[count * scene.HeldOut.Bands];
            for (var i = 0; i < count; i++)
                scene.HeldOut.Fill(label, i, spectra.AsSpan(i * scene.HeldOut.Bands, scene.HeldOut.Bands));
            var (answers, certain) = (new byte[count], new float[count]);
            classifier.Classify(spectra, scene.HeldOut.Bands, answers, certain);
            var hits = answers.Count(answer => answer == label);
            byClass.Add((double)hits / count);
            (right, total) = (right + hits, total + count);
            sure += certain.Count(c => c >= confidence);
            sureRight += answers.Where((answer, i) => certain[i] >= confidence && answer == label).Count();
        }

        return new((double)right / total, byClass, (double)sure / total, sure == 0 ? double.NaN : (double)sureRight / sure);
    }
}
