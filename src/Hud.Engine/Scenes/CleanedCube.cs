using System.Collections.Immutable;
using Hud.Engine.Scenes.Catalog;
using Hud.Experiments;

namespace Hud.Engine.Scenes;

/// <summary>How samples are brought into [0, 1].</summary>
public enum SceneScaling
{
    /// <summary>One factor for the scene: keeps the shapes of spectra and is undone on export.</summary>
    Scene,

    /// <summary>One factor for each band: for files whose bands have unrelated units.</summary>
    PerBand,
}

/// <summary>A cube after all rules of <see cref="SceneCleaning"/>, with what they found.</summary>
/// <param name="Scale">Factor back to the file's units; 1 when <paramref name="BandScales"/> holds one for each band.</param>
internal sealed record CleanedCube(
    Cube Cube, float Scale, ImmutableArray<float> BandScales, bool[] Valid, ImmutableArray<int> DeadBands,
    ImmutableArray<string> Report)
{
    /// <summary>Applies the rules in their order; <paramref name="cube"/> is changed in place.</summary>
    /// <exception cref="InputException">A sample is not finite, or nothing is left.</exception>
    public static CleanedCube From(Cube cube, string file, bool wrappedNegatives, SceneScaling scaling)
    {
        var report = ImmutableArray.CreateBuilder<string>();
        SceneCleaning.RequireFinite(cube, file);
        if (wrappedNegatives && SceneCleaning.WrappedNegativesToZero(cube.Data) is > 0 and var wrapped)
            report.Add($"{Share(wrapped, cube)} were negative numbers stored unsigned (65533 to 65535); set to 0");
        if (SceneCleaning.NegativesToZero(cube.Data) is > 0 and var negative)
            report.Add($"{Share(negative, cube)} were negative; set to 0");

        var valid = SceneCleaning.ValidPixels(cube);
        if (!valid.Contains(true)) throw new InputException(file, null, null, "every sample is 0 or negative");
        if (valid.Count(v => !v) is > 0 and var empty)
            report.Add($"{empty} of {cube.Pixels} pixels are zero in every band; kept out of unmixing and metrics");
        var dead = SceneCleaning.DeadBands(cube, valid);
        if (dead.Length > 0)
        {
            var bands = BandList.Format([.. dead.Select(band => band + 1)]);
            report.Add($"constant bands: {bands}; kept in the cube, they carry no information");
        }

        if (scaling == SceneScaling.PerBand)
        {
            var factors = SceneCleaning.BandMaxima(cube);
            SceneCleaning.Divide(cube, factors);
            report.Add("each band divided by its own maximum");
            return new(cube, 1, factors, valid, dead, report.ToImmutable());
        }

        var scale = SceneCleaning.Maximum(cube);
        SceneCleaning.Divide(cube, scale);
        return new(cube, scale, [], valid, dead, report.ToImmutable());
    }

    private static string Share(int samples, Cube cube) =>
        FormattableString.Invariant($"{samples} samples ({100.0 * samples / cube.Data.LongLength:0.###} %)");
}
