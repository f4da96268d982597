using Hud.Engine.Scenes.Formats;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Engine.Scenes;

/// <summary>A synthetic scene on disk, as a person's own cube with its truth beside it.</summary>
public static class SyntheticFiles
{
    /// <summary>Writes the cube (reflectance times 10000) in the format of the ending, and beside <c>name.*</c>
    /// <c>name_gt.npy</c> (rows x cols, 0 unlabelled), <c>name_endmembers.npy</c> (bands x count, in the cube's units) and
    /// <c>name_abundances.npy</c> (rows x cols x count).</summary>
    /// <returns>Paths of the files, the cube first.</returns>
    /// <exception cref="InputException">The ending is unknown, the recipe impossible, or the folder not writable; nothing is
    /// written.</exception>
    public static IReadOnlyList<string> Write(string path, SyntheticRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(recipe);
        recipe.Checked(path);
        WritableFolder.Ensure(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var scene = SyntheticScene.Make(recipe);
        var (rows, cols, bands, count) = (recipe.Rows, recipe.Cols, recipe.Bands, recipe.Endmembers);
        SceneCleaning.Divide(scene.Cube, 1 / scene.Scale);
        var endmembers = scene.TrueEndmembers!.Cast<double>().Select(share => share * scene.Scale).ToArray();
        var abundances = scene.TrueAbundances!.Cast<double>().ToArray();

        CubeFiles.Write(path, [scene.Cube],
            new(scene.Wavelengths, "Nanometers", 1, $"HudCluster scene {recipe.FullName}", scene.ColourBands));
        var stem = Path.ChangeExtension(path, null);
        string[] beside = [stem + "_gt.npy", stem + "_endmembers.npy", stem + "_abundances.npy"];
        NpyFile.Write(beside[0], scene.Labels!, rows, cols);
        NpyFile.Write(beside[1], endmembers, bands, count);
        NpyFile.Write(beside[2], abundances, rows, cols, count);
        return [path, .. beside];
    }
}
