namespace Hud.Engine.Scenes.Formats;

/// <summary>The tag in front of every data element of a MAT v5 file.</summary>
/// <param name="Small">Data element of at most 4 bytes, packed into its own tag.</param>
internal readonly record struct MatTag(uint Type, uint Bytes, bool Small)
{
    /// <summary>Bytes that fill the element up to the next multiple of 8.</summary>
    public int Padding => Small ? (int)(4 - Bytes) : (int)((8 - (Bytes % 8)) % 8);

    public static MatTag Read(ByteSource source, bool bigEndian)
    {
        var first = source.TakeUInt32(bigEndian);
        if (first >> 16 is not 0 and var bytes)
            return bytes <= 4 ? new(first & 0xFFFF, bytes, true)
                : throw source.Error($"{bytes}", "a small data element holds at most 4 bytes: the file is damaged");
        return new(first, source.TakeUInt32(bigEndian), false);
    }

    /// <summary>Reads tag and content of a short element that must have the given type.</summary>
    public static byte[] Content(ByteSource source, bool bigEndian, uint type, string what, int atMost)
    {
        var tag = Read(source, bigEndian);
        if (tag.Type != type)
            throw source.Error($"data type {tag.Type}", $"{what} must have data type {type}: the file is damaged");
        if (tag.Bytes > atMost)
            throw source.Error($"{tag.Bytes} bytes", $"{what} takes at most {atMost} bytes: the file is damaged");
        var content = source.Take((int)tag.Bytes);
        source.Skip(Math.Min(tag.Padding, source.Remaining));
        return content;
    }
}
