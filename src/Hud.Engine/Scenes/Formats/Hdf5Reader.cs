using System.Collections.Immutable;
using System.Numerics;
using Hud.Experiments;
using PureHDF;
using PureHDF.VOL.Native;

namespace Hud.Engine.Scenes.Formats;

/// <summary>An open MATLAB v7.3 file. MATLAB stores an array with its axes reversed and says its class in the
/// attribute MATLAB_class; data sets without it (other programs') are taken with their axes as they are.</summary>
internal sealed class Hdf5Reader : IDisposable
{
    private const string ClassAttribute = "MATLAB_class";
    private const int MostAxes = 32;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly NativeFile _file;
    private readonly List<Variable> _variables;

    public Hdf5Reader(string path)
    {
        (_path, _stream) = (path, InputFile.Open(path));
        try
        {
            (_file, _variables) = Guarded(() =>
            {
                var file = H5File.Open(new Hdf5GuardStream(_stream), leaveOpen: true);
                // MATLAB keeps what cells refer to, and its objects, in groups whose names start with '#'.
                return (file, file.Children().Where(c => !c.Name.StartsWith('#')).Select(Describe).ToList());
            });
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public IReadOnlyList<ArrayInfo> Infos => [.. _variables.Select(v => v.Info)];

    public NumericArray Read(int index)
    {
        var (dataset, info, matlabOrder) = _variables[index];
        var place = $"variable '{info.Name}'";
        var type = ElementType.ByName(info.Type)!;
        var count = InputFile.Count(_path, place, [.. info.Shape.Select(n => (long)n)]);
        DecompressionLimit.Check(_path, place, _stream.Length, count * type.Size);
        if (dataset!.Layout.Class == H5DataLayoutClass.Chunked) Guarded(() => CheckChunks(dataset, place), place);
        var strides = matlabOrder ? Strides.ColumnMajor(info.Shape.AsSpan()) : Strides.RowMajor(info.Shape.AsSpan());
        var values = Guarded(() => type.Visit(new DatasetReading(dataset, count, strides)), place);
        return new(_path, info.Name, info.Shape, info.Type, values);
    }

    /// <summary>A text variable, or null when there is none of that name.</summary>
    public string? ReadText(string name)
    {
        var found = _variables.Find(v => v.Info is { Type: "char", Count: < 1 << 16 } && v.Info.Name == name);
        if (found?.Dataset is not { } dataset) return null;
        var count = (ulong)found.Info.Count;
        return Guarded(
            () => count == 0 ? "" : string.Concat(dataset.Read<ushort[]>(memoryDims: [count]).Select(c => (char)c)),
            $"variable '{name}'");
    }

    public void Dispose()
    {
        _file.Dispose();
        _stream.Dispose();
    }

    /// <summary>PureHDF takes memory for whole chunks, however little of them the array covers.</summary>
    private bool CheckChunks(IH5Dataset dataset, string place)
    {
        var (sizes, chunks) = (dataset.Space.Dimensions, dataset.Layout.Chunks);
        if (chunks.Length != sizes.Length || chunks.Contains(0UL))
            throw new InputException(_path, place, $"chunks of {string.Join(" x ", chunks)}", "are no part of this array: the file is damaged");
        var bytes = sizes.Zip(chunks, (n, c) => Math.Ceiling((double)n / c) * c).Aggregate((double)dataset.Type.Size, (a, b) => a * b);
        return bytes <= Math.Max(DecompressionLimit.FreeBytes, DecompressionLimit.MaximumRatio * (double)_stream.Length) ? true
            : throw new InputException(_path, place, $"chunks of {string.Join(" x ", chunks)}",
                $"would fill {bytes:0} bytes, too many for a file of {_stream.Length}: the file is damaged");
    }

    private static string? MatlabClass(IH5Object item) =>
        item.AttributeExists(ClassAttribute) ? item.Attribute(ClassAttribute).Read<string>() : null;

    private Variable Describe(IH5Object item)
    {
        var matlabClass = MatlabClass(item);
        if (item is not IH5Dataset dataset)
            return new(null, new(item.Name, [1, 1], item.AttributeExists("MATLAB_sparse") ? "sparse" : "struct"), true);

        var sizes = dataset.Space.Dimensions;
        if (sizes.Length > MostAxes || sizes.Any(n => n > int.MaxValue))
            throw new InputException(_path, $"variable '{item.Name}'", string.Join(" x ", sizes), "is too large to read");
        ImmutableArray<int> shape = [.. sizes.Select(n => (int)n)];
        if (matlabClass is not null) shape = [.. shape.Reverse()];
        if (matlabClass is not null && item.AttributeExists("MATLAB_empty"))
            return new(dataset, new(item.Name, EmptyShape(dataset), EmptyType(matlabClass)), true);
        return new(dataset, new(item.Name, shape, TypeOf(dataset.Type, matlabClass)), matlabClass is not null);
    }

    /// <summary>An empty array is stored as its own size.</summary>
    private ImmutableArray<int> EmptyShape(IH5Dataset dataset)
    {
        var sizes = dataset.Space.Dimensions is [<= MostAxes] ? dataset.Read<ulong[]>() : [0];
        return sizes.All(n => n <= int.MaxValue) && sizes.Contains(0UL)
            ? [.. sizes.Select(n => (int)n)]
            : throw new InputException(_path, $"variable '{dataset.Name}'", string.Join(" x ", sizes), "an empty array has a size of 0");
    }

    private static string EmptyType(string matlabClass) => matlabClass switch
    {
        "double" => "float64",
        "single" => "float32",
        "logical" => "bool",
        _ => matlabClass,
    };

    private static string TypeOf(IH5DataType type, string? matlabClass) => (matlabClass, type.Class, type.Size) switch
    {
        ("char" or "cell" or "struct", _, _) => matlabClass,
        ("logical", H5DataTypeClass.FixedPoint, 1) => "bool",
        (_, H5DataTypeClass.FixedPoint, 1 or 2 or 4 or 8) => $"{(type.FixedPoint.IsSigned ? "" : "u")}int{8 * type.Size}",
        (_, H5DataTypeClass.FloatingPoint, 4 or 8) => $"float{8 * type.Size}",
        (_, H5DataTypeClass.Compound, _) => $"complex {matlabClass}".TrimEnd(),
        _ => type.Class.ToString(),
    };

    private T Guarded<T>(Func<T> read, string? place = null)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return read();
        }
        // PureHDF answers damage with whatever its decoding runs into: index, cast, null, overflow, plain Exception.
        catch (Exception e) when (e is not InputException)
        {
            // A damaged size makes it ask for up to 2 GiB before it notices that the file is shorter: give that back.
            if (GC.GetAllocatedBytesForCurrentThread() - allocated > DecompressionLimit.FreeBytes)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            throw new InputException(_path, place, null,
                $"cannot be read as HDF5 (MATLAB v7.3), it is damaged or uses what is not supported: {(e.InnerException ?? e).Message}", e);
        }
    }

    /// <param name="Dataset">Null for what is no array.</param>
    private sealed record Variable(IH5Dataset? Dataset, ArrayInfo Info, bool MatlabOrder);

    private sealed class DatasetReading(IH5Dataset dataset, long count, long[] strides) : ElementType.IVisitor<StoredValues>
    {
        public StoredValues Visit<T>() where T : unmanaged, INumberBase<T>
        {
            var values = new T[count];
            if (count > 0) dataset.Read(values, memoryDims: [(ulong)count]);
            return new StoredValues<T>(values, strides);
        }
    }
}
