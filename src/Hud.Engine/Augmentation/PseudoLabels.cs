using Hud.Engine.Scenes;

namespace Hud.Engine.Augmentation;

/// <summary>Class maps of generated images. Nobody saw what a generated pixel is: a classifier trained on the labelled real
/// training pixels guesses, and where it is not sure the pixel stays unlabelled.</summary>
/// <param name="Maps">One an image, row-major, 0 = below the confidence.</param>
/// <param name="Labeller">How the guesses fare on held-out real pixels.</param>
/// <param name="Shares">Share of all generated pixels in class 0, 1, 2, ...</param>
/// <param name="RealShares">The same of the labelled real training pixels; class 0 has 0.</param>
public sealed record PseudoLabels(
    IReadOnlyList<byte[]> Maps, ClassAccuracy Labeller, IReadOnlyList<double> Shares, IReadOnlyList<double> RealShares)
{
    /// <summary>Share of the pixels that got a class.</summary>
    public double Labelled => 1 - Shares[0];

    internal static PseudoLabels Of(
        SpectralClassifier labeller, LabelledScene scene, IReadOnlyList<Cube> images, double confidence)
    {
        var maps = new byte[images.Count][];
        var counts = new long[scene.Classes + 1];
        for (var n = 0; n < maps.Length; n++)
        {
            maps[n] = new byte[images[n].Pixels];
            var certain = new float[images[n].Pixels];
            labeller.Classify(images[n].Data, images[n].Bands, maps[n], certain);
            for (var i = 0; i < certain.Length; i++)
            {
                if (certain[i] < confidence) maps[n][i] = 0;
                counts[maps[n][i]]++;
            }
        }

        var real = Enumerable.Range(0, counts.Length).Select(label => label == 0 ? 0 : scene.Training.CountOf(label));
        return new(maps, ClassAccuracy.Of(labeller, scene, confidence),
            [.. counts.Select(c => (double)c / counts.Sum())], [.. real.Select(c => (double)c / scene.Training.Total)]);
    }
}
