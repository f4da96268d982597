using Hud.Engine.Scenes.Formats;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Loading;

/// <summary>The files of a person's own cube.</summary>
/// <param name="Path">The cube's file.</param>
/// <param name="Cube">The array inside: rows x cols x bands.</param>
/// <param name="GroundTruth">The labels' file; null without.</param>
internal sealed record OwnFiles(string Path, ArrayInfo Cube, string? GroundTruth)
{
    private static readonly string[] Endings = [".mat", ".npy", ".npz", ".hdr"];

    /// <summary>SHA-256 over everything the cube is read from: ENVI keeps header and data apart.</summary>
    public string Sha256() => Sha256(Path);

    /// <inheritdoc cref="Sha256()"/>
    public static string Sha256(string path)
    {
        if (FileKinds.Of(path) != FileKind.Envi) return FileHash.Of(path);
        var (header, data) = EnviFiles.Of(path);
        return FileHash.Over(FileHash.Of(header), FileHash.Of(data));
    }

    /// <summary>Splits <c>path:variable</c>; a colon inside an existing path belongs to the path.</summary>
    public static (string Path, string? Variable) Split(string nameOrPath)
    {
        var colon = nameOrPath.LastIndexOf(':');
        return colon <= 0 || File.Exists(nameOrPath) ? (nameOrPath, null) : (nameOrPath[..colon], nameOrPath[(colon + 1)..]);
    }

    /// <param name="variable">Null for the only array of three dimensions.</param>
    /// <exception cref="InputException">Unreadable; no such variable; none or several arrays of three dimensions.</exception>
    public static OwnFiles At(string path, string? variable)
    {
        var infos = ArrayFiles.List(path);
        var present = $"the file has {string.Join(", ", infos)}";
        if (variable is not null)
        {
            var named = infos.FirstOrDefault(i => i.Name == variable)
                ?? throw new InputException(path, "variable", variable, $"no such variable; {present}");
            return new(path, IsCube(named) ? named : throw NoCube(path, named), GroundTruthOf(path));
        }

        ArrayInfo[] cubes = [.. infos.Where(IsCube)];
        return cubes switch
        {
            [var only] => new(path, only, GroundTruthOf(path)),
            [] when infos is [var other] => throw NoCube(path, other),
            [] => throw new InputException(path, null, null, $"a scene is one array of rows x cols x bands; {present}"),
            _ => throw new InputException(path, "variable", null,
                $"several arrays could be the cube; name one, for example {path}:{cubes[0].Name}; {present}"),
        };
    }

    private static bool IsCube(ArrayInfo info) => info is { IsNumeric: true, Shape.Length: 3, Count: > 0 };

    private static InputException NoCube(string path, ArrayInfo info) => new(
        path, $"variable '{info.Name}'", $"{string.Join(" x ", info.Shape)} {info.Type}",
        "a scene is one array of numbers, rows x cols x bands");

    /// <summary><c>name_gt.*</c> beside <c>name.*</c>, its own ending tried first.</summary>
    private static string? GroundTruthOf(string path)
    {
        var stem = System.IO.Path.ChangeExtension(path, null) + "_gt";
        return Endings.Prepend(System.IO.Path.GetExtension(path)).Select(ending => stem + ending).FirstOrDefault(File.Exists);
    }
}
