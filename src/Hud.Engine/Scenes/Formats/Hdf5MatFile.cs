using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>MATLAB's MAT files of version 7.3 (HDF5), and other HDF5 files with arrays in their root.</summary>
public static class Hdf5MatFile
{
    /// <summary>Variables of the root group.</summary>
    /// <exception cref="InputException">Not an intact HDF5 file.</exception>
    public static IReadOnlyList<ArrayInfo> List(string path)
    {
        using var reader = new Hdf5Reader(path);
        return reader.Infos;
    }

    /// <param name="variable">Null for the only or largest numeric one.</param>
    /// <exception cref="InputException">Not an intact HDF5 file; no such variable; not real numbers.</exception>
    public static NumericArray Read(string path, string? variable = null)
    {
        using var reader = new Hdf5Reader(path);
        return reader.Read(VariableChoice.Choose(path, reader.Infos, variable));
    }

    /// <summary>A text variable, or null when there is none of that name.</summary>
    public static string? ReadText(string path, string variable)
    {
        using var reader = new Hdf5Reader(path);
        return reader.ReadText(variable);
    }

    /// <summary>Writes deflated chunks behind MATLAB's 512-byte header; variables may exceed 2 GiB.</summary>
    public static void Write(string path, params IReadOnlyList<MatVariable> variables) =>
        Hdf5Writer.Write(path, variables);
}
