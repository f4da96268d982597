using Hud.Engine.Figures;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Unmixing;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Cli.Commands;

/// <summary>What <c>hud unmix</c> leaves behind. unmix.json comes last: where it is, the rest is whole.</summary>
internal static class UnmixFiles
{
    /// <returns>The paths written.</returns>
    /// <exception cref="InputException">The folder cannot be made or written.</exception>
    public static IReadOnlyList<string> Write(string folder, Scene scene, UnmixedScene unmixed, UnmixReport report)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return WriteAll(folder, scene, unmixed, report);
        }
        catch (Exception refused) when (
            refused is UnauthorizedAccessException || (refused is IOException && !Directory.Exists(folder)))
        {
            throw new InputException("--out", null, folder, $"this folder cannot be written: {refused.Message}", refused);
        }
    }

    private static List<string> WriteAll(string folder, Scene scene, UnmixedScene unmixed, UnmixReport report)
    {
        var (cube, A) = (scene.Cube, unmixed.Endmembers.Spectra);
        var d = unmixed.Endmembers.Count;
        string At(string name) => Path.Combine(folder, name);
        NpyFile.Write(At("endmembers.npy"), [.. A.Cast<double>()], cube.Bands, d);
        NpyFile.Write(At("abundances.npy"), unmixed.Abundances, cube.Rows, cube.Cols, d);
        AbundanceMapsFigure.Draw(scene, new Cube(cube.Rows, cube.Cols, d, unmixed.Abundances), At("abundances"));
        EndmemberCurvesFigure.Draw(scene, A, At("endmembers"));
        AtomicFile.WriteText(At("unmix.json"), CommandOutput.Json(report) + "\n");
        string[] names =
        [
            "endmembers.npy", "abundances.npy", "endmembers.png", "endmembers.svg", "abundances.png", "abundances.svg",
            "unmix.json",
        ];
        return [.. names.Select(At)];
    }
}
