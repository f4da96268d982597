using Hud.Engine.Methods.Hud;
using Hud.Engine.Scenes;
using Hud.Experiments;

namespace Hud.Engine.Augmentation;

/// <summary>The labelled pixels of a scene in two groups that share no tile.</summary>
/// <param name="Training">Outside the held-out tiles.</param>
/// <param name="HeldOut">Inside them, of classes that <paramref name="Training"/> has.</param>
/// <param name="Classes">The scene's.</param>
/// <param name="Tested">Classes that both groups have.</param>
/// <param name="Untested">Classes that only one of the groups has: they count in no accuracy.</param>
/// <param name="Bands">Mean and deviation of each band over the valid pixels outside the held-out tiles.</param>
internal sealed record LabelledScene(
    LabelledPixels Training, LabelledPixels HeldOut, int Classes, int[] Tested, int[] Untested, Standardisation Bands)
{
    /// <param name="crop">Side of the crops that the tiles are made for.</param>
    /// <exception cref="InputException">The scene is too small for tiles, fewer than two classes are labelled outside the
    /// held-out ones, or none of them inside.</exception>
    public static LabelledScene Of(Scene scene, int crop)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var (rows, cols) = (scene.Cube.Rows, scene.Cube.Cols);
        if (!HeldOutTiles.Fit(rows, cols, crop))
            throw new InputException(scene.Name, "size", $"{rows} x {cols}",
                $"to hold out tiles for images of {crop} the scene needs at least {2 * crop} x {crop} pixels; take smaller images");
        var heldOut = HeldOutTiles.Of(rows, cols, crop);
        var training = LabelledPixels.Of(scene, i => !heldOut[i]);
        var learned = SpectralClassifier.Present(training, scene.Classes);
        if (learned.Length < 2)
            throw new InputException(scene.Name, "ground truth", $"{learned.Length}",
                "at least two classes must have labelled pixels outside the held-out tiles, for a classifier to learn");
        var test = LabelledPixels.Of(scene, i => heldOut[i] && learned.Contains(scene.Labels![i]));
        var tested = SpectralClassifier.Present(test, scene.Classes);
        if (tested.Length == 0)
            throw new InputException(scene.Name, "ground truth", "0",
                "some pixels inside the held-out tiles must be labelled with a class that is labelled outside them too, for a test");
        var labelled = scene.Labels!.Where((label, i) => label > 0 && scene.Valid[i]).Select(label => (int)label).Distinct().Order();
        bool[] learnable = [.. scene.Valid.Zip(heldOut, (valid, held) => valid && !held)];
        return new(training, test, scene.Classes, tested, [.. labelled.Except(tested)],
            Standardisation.Of(scene.Cube.Data, scene.Cube.Bands, learnable));
    }
}
