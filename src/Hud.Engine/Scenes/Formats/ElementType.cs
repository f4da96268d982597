using System.Collections.Frozen;
using System.Numerics;

namespace Hud.Engine.Scenes.Formats;

/// <summary>A numeric sample type that all formats share, under NumPy's name.</summary>
internal abstract class ElementType(string name, int size)
{
    public static readonly ElementType Bool = new ElementType<byte>("bool");
    public static readonly ElementType Int8 = new ElementType<sbyte>("int8");
    public static readonly ElementType UInt8 = new ElementType<byte>("uint8");
    public static readonly ElementType Int16 = new ElementType<short>("int16");
    public static readonly ElementType UInt16 = new ElementType<ushort>("uint16");
    public static readonly ElementType Int32 = new ElementType<int>("int32");
    public static readonly ElementType UInt32 = new ElementType<uint>("uint32");
    public static readonly ElementType Int64 = new ElementType<long>("int64");
    public static readonly ElementType UInt64 = new ElementType<ulong>("uint64");
    public static readonly ElementType Float16 = new ElementType<Half>("float16");
    public static readonly ElementType Float32 = new ElementType<float>("float32");
    public static readonly ElementType Float64 = new ElementType<double>("float64");

    private static readonly FrozenDictionary<string, ElementType> All = new[]
    {
        Bool, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float16, Float32, Float64,
    }.ToFrozenDictionary(t => t.Name);

    public string Name { get; } = name;

    /// <summary>Bytes a sample.</summary>
    public int Size { get; } = size;

    public static ElementType? ByName(string name) => All.GetValueOrDefault(name);

    /// <summary>Reads <paramref name="count"/> samples; <paramref name="strides"/> say how they are laid out.</summary>
    public abstract StoredValues Read(ByteSource source, long count, bool bigEndian, long[] strides);

    /// <summary>Calls the visitor with the C# type.</summary>
    public abstract TResult Visit<TResult>(IVisitor<TResult> visitor);

    internal interface IVisitor<out TResult>
    {
        TResult Visit<T>() where T : unmanaged, INumberBase<T>;
    }
}

internal sealed class ElementType<T>(string name) : ElementType(name, System.Runtime.CompilerServices.Unsafe.SizeOf<T>())
    where T : unmanaged, INumberBase<T>
{
    public override StoredValues Read(ByteSource source, long count, bool bigEndian, long[] strides)
    {
        var values = GC.AllocateUninitializedArray<T>(checked((int)count));
        source.FillSamples(values, bigEndian);
        return new StoredValues<T>(values, strides);
    }
    public override TResult Visit<TResult>(IVisitor<TResult> visitor) => visitor.Visit<T>();
}
