using System.Collections.Immutable;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>Cubes in files of any known kind. One cube is rows x cols x bands, a set count x rows x cols x bands.</summary>
public static class CubeFiles
{
    internal const string CubeName = "cube";
    internal const string WavelengthsName = "wavelengths";
    internal const string UnitName = "wavelength_unit";
    internal const string ScaleName = "scale";
    internal const string DescriptionName = "description";

    /// <summary>Writes .npy (values alone), .npz, .mat (v7; v7.3 from 2 GiB on) or ENVI (.hdr, .img, .dat) by the ending
    /// of <paramref name="path"/>. ENVI holds one cube a file: sets become name-0001.hdr, name-0002.hdr, ... MAT and .npz
    /// carry the variables "cube", "wavelengths", "wavelength_unit", "scale" and "description".</summary>
    /// <exception cref="InputException">The ending is none of these.</exception>
    /// <exception cref="ArgumentException">No cube, or cubes of different sizes.</exception>
    public static void Write(string path, IReadOnlyList<Cube> cubes, CubeMetadata meta)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(meta);
        var shape = MatCubes.ShapeOf(cubes);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npy":
                NpyFile.WriteCubes(path, cubes);
                break;
            case ".npz":
                NpzFile.Write(path, NpzMembers(cubes, shape, meta));
                break;
            case ".mat":
                WriteMat(path, cubes, meta);
                break;
            case ".hdr" or ".img" or ".dat":
                WriteEnvi(path, cubes, meta);
                break;
            case var ending:
                throw new InputException(path, "ending", ending, "must be .npy, .npz, .mat, .hdr, .img or .dat");
        }
    }

    /// <summary>A 3-D array as one cube, a 4-D array as a set.</summary>
    /// <param name="variable">Null for the only or largest numeric one.</param>
    /// <exception cref="InputException">Unreadable, or neither 3-D nor 4-D.</exception>
    public static IReadOnlyList<Cube> Read(string path, string? variable = null)
    {
        var array = ArrayFiles.Read(path, variable);
        var shape = array.Shape;
        var text = string.Join(" x ", shape);
        if (shape.Length is not (3 or 4))
            throw new InputException(path, $"variable '{array.Name}'", text,
                "a cube is rows x cols x bands, a set of cubes count x rows x cols x bands");
        if (shape.Contains(0)) throw new InputException(path, $"variable '{array.Name}'", text, "must not be empty");
        if (shape.Length == 3) return [new Cube(shape[0], shape[1], shape[2], array.ToSingles())];
        return [.. Enumerable.Range(0, shape[0]).Select(n => new Cube(shape[1], shape[2], shape[3], array.SliceToSingles(n)))];
    }

    /// <summary>Wavelengths, scale and description, where the file has them under the names that
    /// <see cref="Write"/> uses.</summary>
    public static CubeMetadata ReadMetadata(string path)
    {
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Npy) return CubeMetadata.None;
        if (kind == FileKind.Envi) return EnviHeader.Read(EnviFiles.Of(path).Header).Metadata;
        var infos = ArrayFiles.List(path);
        double[] Numbers(string name) =>
            infos.Any(i => i.Name == name && i is { IsNumeric: true, Count: <= 1 << 16 })
                ? ArrayFiles.Read(path, name).ToDoubles()
                : [];
        string Text(string name) => kind switch
        {
            FileKind.Npz => NpzFile.ReadText(path, name),
            FileKind.Mat => MatFile.ReadText(path, name),
            _ => Hdf5MatFile.ReadText(path, name),
        } ?? "";
        return new([.. Numbers(WavelengthsName)], Text(UnitName), Numbers(ScaleName) is [var scale] ? (float)scale : 1,
            Text(DescriptionName), null);
    }

    private static IEnumerable<(string, Action<Stream>)> NpzMembers(
        IReadOnlyList<Cube> cubes, ImmutableArray<int> shape, CubeMetadata meta)
    {
        yield return (CubeName, stream => NpyFile.WriteCubes(stream, shape, cubes));
        if (!meta.Wavelengths.IsDefaultOrEmpty)
            yield return (WavelengthsName, s => NpyFile.WriteArray<double>(s, meta.Wavelengths.AsSpan(), [meta.Wavelengths.Length]));
        if (meta.WavelengthUnit.Length > 0) yield return (UnitName, s => NpzFile.WriteText(s, meta.WavelengthUnit));
        yield return (ScaleName, s => NpyFile.WriteArray<float>(s, [meta.Scale], []));
        if (meta.Description.Length > 0) yield return (DescriptionName, s => NpzFile.WriteText(s, meta.Description));
    }

    private static void WriteMat(string path, IReadOnlyList<Cube> cubes, CubeMetadata meta)
    {
        var cube = MatVariable.Of(CubeName, cubes);
        List<MatVariable> variables = [cube];
        if (!meta.Wavelengths.IsDefaultOrEmpty)
            variables.Add(MatVariable.Of(WavelengthsName, [.. meta.Wavelengths], meta.Wavelengths.Length));
        if (meta.WavelengthUnit.Length > 0) variables.Add(MatVariable.Of(UnitName, meta.WavelengthUnit));
        variables.Add(MatVariable.Of(ScaleName, [meta.Scale]));
        if (meta.Description.Length > 0) variables.Add(MatVariable.Of(DescriptionName, meta.Description));
        if (cube.Bytes > int.MaxValue) Hdf5MatFile.Write(path, variables);
        else MatFile.Write(path, variables);
    }

    private static void WriteEnvi(string path, IReadOnlyList<Cube> cubes, CubeMetadata meta)
    {
        var stem = Path.ChangeExtension(path, null);
        var ending = Path.GetExtension(path) is var e && e.Equals(".dat", StringComparison.OrdinalIgnoreCase) ? e : ".img";
        var written = new List<string>();
        try
        {
            for (var n = 0; n < cubes.Count; n++)
            {
                var name = cubes.Count == 1 ? stem : $"{stem}-{n + 1:0000}";
                EnviFile.Write(name + ".hdr", name + ending, cubes[n], meta, Interleave.Bip, EnviType.Float32);
                written.AddRange([name + ".hdr", name + ending]);
            }
        }
        catch
        {
            // Half a set would be taken for a whole one.
            written.ForEach(File.Delete);
            throw;
        }
    }
}
