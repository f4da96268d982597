using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Engine.Scenes.Formats;

/// <summary>NumPy's .npy: one array. Reads versions 1 to 3, all real types, both byte orders and both storage orders;
/// writes version 1.0, little-endian, row-major.</summary>
public static class NpyFile
{
    /// <summary>The array's name is the file's name without its ending.</summary>
    /// <exception cref="InputException">Missing, damaged, truncated, or not an array of real numbers.</exception>
    public static NumericArray Read(string path)
    {
        using var stream = InputFile.Open(path);
        return ReadArray(ByteSource.OfFile(path, stream), Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Type and shape, without reading the samples.</summary>
    public static ArrayInfo Info(string path)
    {
        using var stream = InputFile.Open(path);
        return NpyHeader.Read(ByteSource.OfFile(path, stream)).Info(Path.GetFileNameWithoutExtension(path));
    }

    /// <param name="data">Row-major.</param>
    /// <param name="shape">Left out: one axis.</param>
    public static void Write(string path, ReadOnlySpan<float> data, params ReadOnlySpan<int> shape) =>
        WriteArray(path, data, shape);

    public static void Write(string path, ReadOnlySpan<double> data, params ReadOnlySpan<int> shape) =>
        WriteArray(path, data, shape);

    public static void Write(string path, ReadOnlySpan<byte> data, params ReadOnlySpan<int> shape) =>
        WriteArray(path, data, shape);

    public static void Write(string path, ReadOnlySpan<int> data, params ReadOnlySpan<int> shape) =>
        WriteArray(path, data, shape);

    /// <summary>Writes count x rows x cols x bands, asking for one cube at a time: sets of any size need the memory of
    /// one cube. Nothing is left behind when <paramref name="cubes"/> throws or disagrees with the shape.</summary>
    public static void WriteCubes(
        string path, int count, int rows, int cols, int bands, IEnumerable<Cube> cubes)
    {
        ArgumentNullException.ThrowIfNull(cubes);
        AtomicFile.Write(path, stream => WriteCubes(stream, [count, rows, cols, bands], cubes));
    }

    /// <summary>Writes rows x cols x bands for one cube, count x rows x cols x bands for several.</summary>
    public static void WriteCubes(string path, IReadOnlyList<Cube> cubes)
    {
        var shape = MatCubes.ShapeOf(cubes);
        AtomicFile.Write(path, stream => WriteCubes(stream, shape, cubes));
    }

    /// <param name="shape">rows x cols x bands, or with the count in front.</param>
    internal static void WriteCubes(Stream stream, ImmutableArray<int> shape, IEnumerable<Cube> cubes)
    {
        stream.Write(NpyHeader.Write(Descriptor<float>(), shape.AsSpan()));
        var (written, announced) = (0, shape.Length == 3 ? 1 : shape[0]);
        foreach (var cube in cubes)
        {
            if (!shape.AsSpan()[^3..].SequenceEqual([cube.Rows, cube.Cols, cube.Bands]))
                throw new ArgumentException(
                    $"cube {written} is {cube.Rows} x {cube.Cols} x {cube.Bands}, not {string.Join(" x ", shape[^3..])}", nameof(cubes));
            WriteSamples<float>(stream, cube.Data);
            written++;
        }

        if (written != announced)
            throw new ArgumentException($"{written} cubes came where {announced} were announced", nameof(cubes));
    }

    internal static NumericArray ReadArray(ByteSource source, string name)
    {
        var header = NpyHeader.Read(source);
        if (header.Type is not { } type)
            throw source.Error(header.Descriptor, $"'descr' must be an array of real numbers, not {header.Info(name).Type}");
        var needed = header.Count * type.Size;
        if (needed > source.Remaining)
            throw source.Error(
                string.Join(" x ", header.Shape), $"needs {needed} bytes but {source.Remaining} follow: the file is truncated");
        int[] shape = [.. header.Shape];
        var strides = header.FortranOrder ? Strides.ColumnMajor(shape) : Strides.RowMajor(shape);
        return new(source.File, name, header.Shape, type.Name, type.Read(source, header.Count, header.BigEndian, strides));
    }

    internal static void WriteArray<T>(Stream stream, ReadOnlySpan<T> data, ReadOnlySpan<int> shape) where T : unmanaged
    {
        var count = 1L;
        foreach (var n in shape) count *= n;
        if (count != data.Length)
            throw new ArgumentException($"{data.Length} values do not fill {string.Join(" x ", shape.ToArray())}", nameof(shape));
        stream.Write(NpyHeader.Write(Descriptor<T>(), shape));
        WriteSamples(stream, data);
    }

    internal static void WriteSamples<T>(Stream stream, ReadOnlySpan<T> data) where T : unmanaged
    {
        const int Piece = 1 << 20;
        for (var i = 0; i < data.Length; i += Piece)
            stream.Write(MemoryMarshal.AsBytes(data.Slice(i, Math.Min(Piece, data.Length - i))));
    }

    private static void WriteArray<T>(string path, ReadOnlySpan<T> data, ReadOnlySpan<int> shape) where T : unmanaged
    {
        // A span cannot be captured by the writing delegate; its address can, for as long as this call lasts.
        unsafe
        {
            fixed (T* first = data)
            {
                var (address, length, sizes) = ((nint)first, data.Length, shape.IsEmpty ? [data.Length] : shape.ToArray());
                AtomicFile.Write(path, stream => WriteArray(stream, new ReadOnlySpan<T>((T*)address, length), sizes));
            }
        }
    }

    private static string Descriptor<T>() where T : unmanaged =>
        typeof(T) == typeof(byte) ? "|u1" : $"<{(typeof(T) == typeof(int) ? 'i' : 'f')}{Unsafe.SizeOf<T>()}";
}
