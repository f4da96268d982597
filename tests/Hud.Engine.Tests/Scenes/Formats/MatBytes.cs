using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hud.Engine.Tests.Scenes.Formats;

/// <summary>MAT v5 files byte by byte, right or wrong, in either byte order.</summary>
internal sealed class MatBytes(bool bigEndian = false)
{
    public const uint Int8 = 1, UInt8 = 2, UInt16 = 4, Int32 = 5, UInt32 = 6, Double = 9, Matrix = 14, Compressed = 15;

    public byte[] File(params byte[][] elements)
    {
        var header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, by hand".PadRight(116), header);
        (bigEndian ? new byte[] { 1, 0, (byte)'M', (byte)'I' } : [0, 1, (byte)'I', (byte)'M']).CopyTo(header, 124);
        return [.. header, .. elements.SelectMany(e => e)];
    }

    public byte[] Element(uint type, params byte[] content) =>
        [.. Words((int)type, content.Length), .. content, .. new byte[(8 - (content.Length % 8)) % 8]];

    public byte[] Small(uint type, params byte[] content) =>
        [.. Words((content.Length << 16) | (int)type), .. content, .. new byte[4 - content.Length]];

    /// <summary>Flags, dimensions, name and whatever samples are given.</summary>
    public byte[] Variable(string name, int mxClass, int[] shape, byte[] samples, int flags = 0) => Element(Matrix,
        [.. Element(UInt32, Words((flags << 8) | mxClass, 0)), .. Element(Int32, Words(shape)),
            .. Element(Int8, Encoding.ASCII.GetBytes(name)), .. samples]);

    public byte[] Words(params int[] values) => [.. values.SelectMany(v =>
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteInt32BigEndian(bytes, v);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes, v);
        return bytes;
    })];

    public byte[] Doubles(params double[] values) => [.. values.SelectMany(v =>
    {
        var bytes = new byte[8];
        if (bigEndian) BinaryPrimitives.WriteDoubleBigEndian(bytes, v);
        else BinaryPrimitives.WriteDoubleLittleEndian(bytes, v);
        return bytes;
    })];

    /// <summary>Without padding, as MATLAB writes compressed elements.</summary>
    public byte[] Deflated(byte[] element)
    {
        var zlib = Zlib(element);
        return [.. Words((int)Compressed, zlib.Length), .. zlib];
    }

    public static byte[] Zlib(byte[] content)
    {
        var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal)) zlib.Write(content);
        return deflated.ToArray();
    }
}
