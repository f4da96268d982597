using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;

namespace Hud.Engine.Trials;

/// <summary>A set of images in one .npy: count x rows x cols x bands.</summary>
internal static class SampleSet
{
    public static IReadOnlyList<Cube> Read(string path)
    {
        var set = NpyFile.Read(path);
        var (rows, cols, bands) = (set.Shape[1], set.Shape[2], set.Shape[3]);
        return [.. Enumerable.Range(0, set.Shape[0]).Select(i => new Cube(rows, cols, bands, set.SliceToSingles(i)))];
    }
}
