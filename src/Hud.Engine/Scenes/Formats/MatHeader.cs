using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Hud.Engine.Scenes.Formats;

/// <summary>What stands in front of the samples of one variable of a MAT v5 file.</summary>
internal sealed record MatHeader(string Name, ImmutableArray<int> Shape, int Class, int Flags, long Count)
{
    // MATLAB's own limits are lower: names of 63 letters, and no array has 32 useful axes.
    private const int LongestName = 4096;
    private const int MostAxes = 32;

    public bool IsComplex => (Flags & MatCodes.ComplexFlag) != 0;

    public bool IsLogical => (Flags & MatCodes.LogicalFlag) != 0;

    /// <summary>Null when it is not an array of real numbers.</summary>
    public ElementType? Type => IsComplex ? null
        : IsLogical && Class == 9 ? ElementType.Bool
        : MatCodes.NumericClass(Class);

    public ArrayInfo Info => new(Name, Shape, (IsComplex ? "complex " : "") + (Type?.Name ?? MatCodes.ClassName(Class)));

    /// <param name="source">Just behind the tag of a matrix element.</param>
    public static MatHeader Read(ByteSource source, bool bigEndian)
    {
        var flags = MatTag.Content(source, bigEndian, MatCodes.UInt32, "array flags", 8);
        if (flags.Length != 8) throw source.Error($"{flags.Length} bytes", "array flags take 8 bytes: the file is damaged");
        var word = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(flags) : BinaryPrimitives.ReadUInt32LittleEndian(flags);
        var mxClass = (int)(word & 0xFF);
        if (MatCodes.ClassName(mxClass) is null)
            throw source.Error($"{mxClass}", "is no MATLAB array class: the file is damaged");

        // An opaque object has no dimensions: its name follows at once.
        var shape = mxClass == MatCodes.OpaqueClass ? [1L, 1L] : Dimensions(source, bigEndian);
        var name = Encoding.UTF8.GetString(MatTag.Content(source, bigEndian, MatCodes.Int8, "a name", LongestName));
        var count = InputFile.Count(source.File, $"variable '{name}', dimensions", shape);
        return new(name, [.. shape.Select(n => (int)n)], mxClass, (int)(word >> 8) & 0xFF, count);
    }

    private static long[] Dimensions(ByteSource source, bool bigEndian)
    {
        var bytes = MatTag.Content(source, bigEndian, MatCodes.Int32, "dimensions", 4 * MostAxes);
        if (bytes.Length < 8 || bytes.Length % 4 != 0)
            throw source.Error($"{bytes.Length} bytes", "dimensions are two or more 32-bit numbers: the file is damaged");
        return [.. bytes.Chunk(4).Select(c => (long)(bigEndian
            ? BinaryPrimitives.ReadInt32BigEndian(c)
            : BinaryPrimitives.ReadInt32LittleEndian(c)))];
    }
}
