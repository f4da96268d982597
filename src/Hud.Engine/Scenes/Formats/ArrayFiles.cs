using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Array files of any known kind. The content decides, not the file's ending: MAT v5/v7, MAT v7.3 (HDF5),
/// .npy, .npz, ENVI (header, or data with its header beside it).</summary>
public static class ArrayFiles
{
    /// <summary>All variables, numeric or not, in the file's order.</summary>
    /// <exception cref="InputException">Missing, unreadable, of unknown kind, or damaged.</exception>
    public static IReadOnlyList<ArrayInfo> List(string path) => FileKinds.Of(path) switch
    {
        FileKind.Npy => [NpyFile.Info(path)],
        FileKind.Npz => NpzFile.List(path),
        FileKind.Mat => MatFile.List(path),
        FileKind.Hdf5 => Hdf5MatFile.List(path),
        _ => [EnviFile.Info(path)],
    };

    /// <param name="variable">Null for the only or largest numeric one. Files with one array (.npy, ENVI) call it by the
    /// file's name without its ending.</param>
    /// <exception cref="InputException">As for <see cref="List"/>; or no such variable, or not real numbers.</exception>
    public static NumericArray Read(string path, string? variable = null)
    {
        var kind = FileKinds.Of(path);
        if (variable is not null && kind is FileKind.Npy or FileKind.Envi)
            VariableChoice.Choose(path, List(path), variable);
        return kind switch
        {
            FileKind.Npy => NpyFile.Read(path),
            FileKind.Npz => NpzFile.Read(path, variable),
            FileKind.Mat => MatFile.Read(path, variable),
            FileKind.Hdf5 => Hdf5MatFile.Read(path, variable),
            _ => EnviFile.Read(path).Values,
        };
    }
}
