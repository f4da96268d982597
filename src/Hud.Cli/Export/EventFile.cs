using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace Hud.Cli.Export;

/// <summary>Writes an event file of TensorBoard: records of length, its checksum, a protocol buffer
/// (tensorflow.Event), its checksum.</summary>
/// <remarks>Event: wall_time = 1, step = 2, file_version = 3, summary = 5; Summary: value = 1; Value: tag = 1, simple_value = 2.</remarks>
internal sealed class EventFile
{
    /// <summary>TensorBoard reads what has "tfevents" in its name.</summary>
    public const string Name = "events.out.tfevents.0.hud";

    private const uint MaskDelta = 0xa282ead8;

    private readonly Stream _stream;

    public EventFile(Stream stream)
    {
        _stream = stream;
        Record(Message(m =>
        {
            m.WriteTag(1, WireFormat.WireType.Fixed64);
            m.WriteDouble(0);
            m.WriteTag(3, WireFormat.WireType.LengthDelimited);
            m.WriteString("brain.Event:2");
        }));
    }

    /// <param name="seconds">Since the training began.</param>
    public void Scalar(double seconds, long step, string tag, double value)
    {
        var entry = Message(m =>
        {
            m.WriteTag(1, WireFormat.WireType.LengthDelimited);
            m.WriteString(tag);
            m.WriteTag(2, WireFormat.WireType.Fixed32);
            m.WriteFloat((float)value);
        });
        var summary = Message(m =>
        {
            m.WriteTag(1, WireFormat.WireType.LengthDelimited);
            m.WriteBytes(ByteString.CopyFrom(entry));
        });
        Record(Message(m =>
        {
            m.WriteTag(1, WireFormat.WireType.Fixed64);
            m.WriteDouble(seconds);
            m.WriteTag(2, WireFormat.WireType.Varint);
            m.WriteInt64(step);
            m.WriteTag(5, WireFormat.WireType.LengthDelimited);
            m.WriteBytes(ByteString.CopyFrom(summary));
        }));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var message = new CodedOutputStream(bytes, leaveOpen: true)) write(message);
        return bytes.ToArray();
    }

    private void Record(byte[] content)
    {
        Span<byte> length = stackalloc byte[8], check = stackalloc byte[4];
        BinaryPrimitives.WriteInt64LittleEndian(length, content.Length);
        _stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(check, Checksum(length));
        _stream.Write(check);
        _stream.Write(content);
        BinaryPrimitives.WriteUInt32LittleEndian(check, Checksum(content));
        _stream.Write(check);
    }

    /// <summary>CRC-32C, masked: a checksum of data that holds checksums would be weak.</summary>
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data) crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
