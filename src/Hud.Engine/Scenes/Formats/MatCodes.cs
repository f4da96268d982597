namespace Hud.Engine.Scenes.Formats;

/// <summary>Numbers of the MAT-File Format (MathWorks, "Level 5 MAT-File Format"): data types (mi) and array classes
/// (mx).</summary>
internal static class MatCodes
{
    public const int FileHeaderBytes = 128;

    public const uint Int8 = 1;
    public const uint UInt16 = 4;
    public const uint Int32 = 5;
    public const uint UInt32 = 6;
    public const uint Matrix = 14;
    public const uint Compressed = 15;
    public const uint Utf16 = 17;

    public const int CharClass = 4;
    public const int OpaqueClass = 17;

    public const int LogicalFlag = 0x02;
    public const int ComplexFlag = 0x08;

    /// <summary>How samples are stored, by mi code; null for what no numeric array may use.</summary>
    public static ElementType? Storage(uint code) => code switch
    {
        1 => ElementType.Int8,
        2 => ElementType.UInt8,
        3 => ElementType.Int16,
        4 => ElementType.UInt16,
        5 => ElementType.Int32,
        6 => ElementType.UInt32,
        7 => ElementType.Float32,
        9 => ElementType.Float64,
        12 => ElementType.Int64,
        13 => ElementType.UInt64,
        _ => null,
    };

    /// <summary>The class that a variable has in MATLAB, by mx code; null for unknown codes.</summary>
    public static string? ClassName(int code) => code switch
    {
        1 => "cell",
        2 => "struct",
        3 => "object",
        CharClass => "char",
        5 => "sparse",
        16 => "function",
        OpaqueClass => "opaque",
        _ => NumericClass(code)?.Name,
    };

    public static ElementType? NumericClass(int code) => code switch
    {
        6 => ElementType.Float64,
        7 => ElementType.Float32,
        8 => ElementType.Int8,
        9 => ElementType.UInt8,
        10 => ElementType.Int16,
        11 => ElementType.UInt16,
        12 => ElementType.Int32,
        13 => ElementType.UInt32,
        14 => ElementType.Int64,
        15 => ElementType.UInt64,
        _ => null,
    };

    public static int ClassOf(ElementType type) =>
        type == ElementType.Bool ? 9 : Enumerable.Range(6, 10).Single(code => NumericClass(code) == type);

    public static uint StorageOf(ElementType type) =>
        type == ElementType.Bool ? 2 : Enumerable.Range(1, 13).Select(c => (uint)c).Single(code => Storage(code) == type);
}
