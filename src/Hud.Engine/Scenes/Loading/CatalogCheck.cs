using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Loading;

/// <summary>Holds a file against what the catalog says of it.</summary>
internal static class CatalogCheck
{
    /// <exception cref="InputException">The variable is missing or has another shape.</exception>
    public static void Shape(string path, string variable, ReadOnlySpan<int> expected, string title)
    {
        var infos = ArrayFiles.List(path);
        var found = infos.FirstOrDefault(i => i.Name == variable) ?? throw new InputException(
            path, "variable", variable, $"not in the file, which has {string.Join(", ", infos)}");
        if (!found.Shape.AsSpan().SequenceEqual(expected))
        {
            throw new InputException(path, $"variable '{variable}'", string.Join(" x ", found.Shape),
                $"{title} is {string.Join(" x ", expected.ToArray())}; "
                + "give the path instead of the scene's name to use a cube of your own");
        }
    }

    /// <returns>The checksum, which is the expected one.</returns>
    /// <exception cref="InputException">It is another one.</exception>
    public static string Checksum(string path, string expected)
    {
        var actual = FileHash.Of(path);
        return actual == expected ? actual : throw new InputException(path, "SHA-256", actual,
            $"the published file has {expected}; this one is damaged or another (delete it and fetch it again)");
    }
}
