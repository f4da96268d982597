using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>MATLAB's MAT files of version 5 (save -v6 and -v7: plain or compressed, either byte order). Cells, structs,
/// objects, text and sparse matrices are listed but not read.</summary>
public static class MatFile
{
    /// <exception cref="InputException">Not an intact MAT v5 file.</exception>
    public static IReadOnlyList<ArrayInfo> List(string path)
    {
        using var reader = new MatReader(path);
        return reader.Infos;
    }

    /// <param name="variable">Null for the only or largest numeric one.</param>
    /// <exception cref="InputException">Not an intact MAT v5 file; no such variable; not real numbers.</exception>
    public static NumericArray Read(string path, string? variable = null)
    {
        using var reader = new MatReader(path);
        return reader.Read(VariableChoice.Choose(path, reader.Infos, variable));
    }

    /// <summary>A text variable, or null when there is none of that name.</summary>
    public static string? ReadText(string path, string variable)
    {
        using var reader = new MatReader(path);
        return reader.ReadText(variable);
    }

    /// <summary>Writes a compressed (-v7) file.</summary>
    /// <exception cref="ArgumentException">A variable takes 2 GiB or more: write it with <see cref="Hdf5MatFile"/>.</exception>
    public static void Write(string path, params IReadOnlyList<MatVariable> variables) =>
        MatWriter.Write(path, variables);
}
