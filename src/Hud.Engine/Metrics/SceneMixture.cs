using Hud.Engine.Methods;
using Hud.Engine.Unmixing;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Metrics;

/// <summary>The scene's endmembers and abundances as metrics use them: always the same ones, whatever the trial's own
/// hyperparameters, so that trials compare; computed once a scene.</summary>
internal sealed class SceneMixture
{
    /// <summary>d without ground truth, as HUD's.</summary>
    private const int EndmembersWithoutClasses = 9;

    /// <summary>HUD's default, one try in the branch that the noise picks, misses materials: on the derived PaviaU real
    /// crops would then score a sum error of 6.3. The best of ten in the affine branch leaves 0.4.</summary>
    private const int Tries = 10;

    private SceneMixture(PreparedScene scene, SceneAbundances mixture) =>
        (Scene, Mixture) = (scene, mixture);

    public PreparedScene Scene { get; }

    /// <summary>Spectra are bands x d; abundances pixels x d by FCLS, non-negative with sum one.</summary>
    public SceneAbundances Mixture { get; }

    /// <summary>d.</summary>
    public int Count => Mixture.Spectra.GetLength(1);

    /// <summary>For <see cref="MetricInputs.Once"/>.</summary>
    /// <exception cref="ArgumentException">Only a cube is at hand.</exception>
    public static SceneMixture Of(MetricInputs inputs)
    {
        var prepared = inputs.Prepared ?? throw new ArgumentException("Endmembers need a prepared scene.", nameof(inputs));
        var options = new UnmixingOptions(
            Endmembers(prepared.Scene.Classes, prepared.Scene.Cube.Bands), Branch: VcaBranch.Affine, Tries: Tries);
        return new(prepared, prepared.Unmix(options, 0));
    }

    /// <exception cref="InputException">The scene has a single band.</exception>
    public static void Check(ScenePin scene, string metric)
    {
        ArgumentNullException.ThrowIfNull(scene);
        if (scene.Bands < 2)
            throw new InputException(scene.Name, "bands", "1", $"{metric} needs at least 2 bands to find endmembers in");
    }

    /// <summary>More than bands cannot be found, and one is no mixture.</summary>
    private static int Endmembers(int classes, int bands) =>
        Math.Min(classes > 1 ? classes : EndmembersWithoutClasses, bands);
}
