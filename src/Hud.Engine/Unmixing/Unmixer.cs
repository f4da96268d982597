using Hud.Engine.Scenes;
using Hud.Engine.Training;

namespace Hud.Engine.Unmixing;

/// <summary>From a scene to endmembers and abundances in one call.</summary>
public static class Unmixer
{
    /// <param name="threads">At least 1; the result is the same for every number of threads.</param>
    /// <exception cref="Experiments.InputException">d below 2, above the bands, or above the valid pixels.</exception>
    public static UnmixedScene Run(Scene scene, UnmixingOptions options, int threads, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(options);
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        var (cube, valid) = (scene.Cube, scene.Valid);
        var endmembers = options.Extractor switch
        {
            Extractor.Vca => Vca.Extract(
                cube, valid, options.Endmembers, options.Branch, new SeedTree(options.Seed), threads),
            Extractor.Spa => Spa.Extract(cube, valid, options.Endmembers, threads),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Extractor, null),
        };
        var model = new MixingModel(endmembers.Spectra);
        var X = model.Encode(cube, options.Abundances, threads);
        var rmse = model.Rmse(cube, X, valid, threads);
        return new UnmixedScene(endmembers, X, rmse, clock.GetElapsedTime(start).TotalSeconds);
    }
}
