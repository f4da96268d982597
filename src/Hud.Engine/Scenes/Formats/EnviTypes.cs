namespace Hud.Engine.Scenes.Formats;

/// <summary>Order of an ENVI file's samples.</summary>
public enum Interleave
{
    /// <summary>rows x cols x bands.</summary>
    Bip,

    /// <summary>rows x bands x cols.</summary>
    Bil,

    /// <summary>bands x rows x cols.</summary>
    Bsq,
}

/// <summary>ENVI's codes of sample types, under "data type" in the header.</summary>
public enum EnviType
{
    UInt8 = 1,
    Int16 = 2,
    Int32 = 3,
    Float32 = 4,
    Float64 = 5,
    UInt16 = 12,
    UInt32 = 13,
    Int64 = 14,
    UInt64 = 15,
}

internal static class EnviTypes
{
    public static ElementType ElementTypeOf(EnviType type) => type switch
    {
        EnviType.UInt8 => ElementType.UInt8,
        EnviType.Int16 => ElementType.Int16,
        EnviType.Int32 => ElementType.Int32,
        EnviType.Float32 => ElementType.Float32,
        EnviType.Float64 => ElementType.Float64,
        EnviType.UInt16 => ElementType.UInt16,
        EnviType.UInt32 => ElementType.UInt32,
        EnviType.Int64 => ElementType.Int64,
        EnviType.UInt64 => ElementType.UInt64,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Strides of the logical axes rows, cols, bands.</summary>
    public static long[] StridesOf(Interleave interleave, long rows, long cols, long bands) => interleave switch
    {
        Interleave.Bip => [cols * bands, bands, 1],
        Interleave.Bil => [cols * bands, 1, cols],
        _ => [cols, 1, rows * cols],
    };
}
