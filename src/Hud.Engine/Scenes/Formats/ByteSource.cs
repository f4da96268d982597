using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Formats;

/// <summary>The bytes of a file, or of an inflated part of it, read forward. Whatever goes wrong is an
/// <see cref="InputException"/> that names the offset.</summary>
/// <param name="length">Bytes that may be read at most: the file's length, or what a decompressed part may grow to.</param>
/// <param name="place">What the offsets count from, for messages; "" for the file itself.</param>
internal sealed class ByteSource(string file, Stream stream, long length, string place = "")
{
    // Spans count in int; samples are read in pieces well below that.
    private const int PieceBytes = 1 << 20;

    public string File => file;

    public long Position { get; private set; }

    public long Remaining => length - Position;

    public static ByteSource OfFile(string path, FileStream stream) => new(path, stream, stream.Length);

    public void Fill(Span<byte> buffer)
    {
        try
        {
            if (buffer.Length > Remaining) throw new EndOfStreamException();
            stream.ReadExactly(buffer);
            Position += buffer.Length;
        }
        catch (EndOfStreamException e)
        {
            throw Error(null, $"{buffer.Length} more bytes belong here but the data ends: the file is truncated", e);
        }
        // Zlib's complaints are of either kind, as are a disk's.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Error(null, $"the data is damaged: {e.Message}", e);
        }
    }

    public byte[] Take(int count)
    {
        if (count < 0 || count > Remaining) throw Error($"{count}", $"only {Remaining} bytes are left");
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public uint TakeUInt32(bool bigEndian)
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public void Skip(long count)
    {
        if (count > Remaining) throw Error($"{count}", $"only {Remaining} bytes are left: the file is truncated");
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            Position += count;
            return;
        }

        Span<byte> scrap = stackalloc byte[512];
        for (; count > 0; count -= Math.Min(count, scrap.Length)) Fill(scrap[..(int)Math.Min(count, scrap.Length)]);
    }

    /// <summary>Goes to an offset of a seekable source.</summary>
    public void MoveTo(long position)
    {
        stream.Position = position;
        Position = position;
    }

    public void FillSamples<T>(T[] samples, bool bigEndian) where T : unmanaged
    {
        var piece = PieceBytes / Unsafe.SizeOf<T>();
        for (var i = 0; i < samples.Length; i += piece)
        {
            var part = samples.AsSpan(i, Math.Min(piece, samples.Length - i));
            Fill(MemoryMarshal.AsBytes(part));
            if (bigEndian) Swap(part);
        }
    }

    /// <summary>Reads to the end, so that a checksum behind the data is verified.</summary>
    public void Finish(string rule)
    {
        try
        {
            if (stream.ReadByte() >= 0) throw Error(null, rule);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Error(null, "the checksum of the compressed data is wrong: the file is damaged", e);
        }
    }

    public InputException Error(string? value, string rule, Exception? inner = null)
    {
        var where = $"{place}{(place.Length > 0 ? ", " : "")}byte {Position}";
        return inner is null ? new(file, where, value, rule) : new(file, where, value, rule, inner);
    }

    private static void Swap<T>(Span<T> samples) where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                var shorts = MemoryMarshal.Cast<T, ushort>(samples);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<T, uint>(samples);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<T, ulong>(samples);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
