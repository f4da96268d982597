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
        var search = WithoutDeadBands(scene);
        // The first try is the only one of a single try; SPA draws nothing, so repeating it would change nothing.
        var seeds = Enumerable.Range(0, options.Extractor == Extractor.Vca ? Math.Max(1, options.Tries) : 1)
            .Select(n => n == 0 ? new SeedTree(options.Seed) : new SeedTree(options.Seed).Derive("try", n));
        var best = seeds.Select(seed => Once(scene, search, options, seed, threads)).MinBy(u => u.Rmse)!;
        return best with { Seconds = clock.GetElapsedTime(start).TotalSeconds };
    }

    private static UnmixedScene Once(Scene scene, Cube search, UnmixingOptions options, SeedTree seed, int threads)
    {
        var endmembers = Extract(scene, search, options, seed, threads);
        var model = new MixingModel(endmembers.Spectra);
        var X = model.Encode(scene.Cube, options.Abundances, threads);
        return new UnmixedScene(endmembers, X, model.Rmse(scene.Cube, X, scene.Learnable, threads), 0);
    }

    private static Endmembers Extract(Scene scene, Cube search, UnmixingOptions options, SeedTree seed, int threads)
    {
        var endmembers = options.Extractor switch
        {
            Extractor.Vca => Vca.Extract(search, scene.Learnable, options.Endmembers, options.Branch, seed, threads),
            Extractor.Spa => Spa.Extract(search, scene.Learnable, options.Endmembers, threads),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Extractor, null),
        };
        foreach (var band in scene.DeadBands)
        {
            for (var k = 0; k < endmembers.Count; k++)
                endmembers.Spectra[band, k] = scene.Cube.Pixel(endmembers.Indices[k])[band];
        }

        return endmembers;
    }

    /// <summary>A constant band tells pixels apart by their brightness in the projective search, and by nothing else:
    /// it is put back afterwards, where sum one makes it fit exactly.</summary>
    private static Cube WithoutDeadBands(Scene scene)
    {
        if (scene.DeadBands.IsEmpty) return scene.Cube;
        var cube = new Cube(scene.Cube.Rows, scene.Cube.Cols, scene.Cube.Bands, (float[])scene.Cube.Data.Clone());
        for (var i = 0; i < cube.Pixels; i++)
        {
            foreach (var band in scene.DeadBands) cube.Pixel(i)[band] = 0;
        }

        return cube;
    }
}
