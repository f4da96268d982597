using System.Buffers.Binary;
using System.Text;

namespace Hud.Cli.Tests.Export;

/// <summary>Reads event files by the format's description alone, with a checksum computed bit by bit: nothing here is shared with
/// what writes them.</summary>
internal static class EventFileReader
{
    public static List<(double Seconds, long Step, string Tag, float Value)> Read(string path)
    {
        var records = Records(File.ReadAllBytes(path)).ToList();
        var version = Fields(records[0]).Single(f => f.Number == 3);
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(version.Bytes));
        return [.. records.Skip(1).Select(Scalar)];
    }

    private static (double, long, string, float) Scalar(byte[] record)
    {
        var members = Fields(record).ToDictionary(f => f.Number, f => f.Bytes);
        var value = Fields(Fields(members[5]).Single(f => f.Number == 1).Bytes).ToDictionary(f => f.Number, f => f.Bytes);
        return (BitConverter.ToDouble(members[1]), BitConverter.ToInt64(members[2]), Encoding.UTF8.GetString(value[1]), BitConverter.ToSingle(value[2]));
    }

    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var content = file.AsSpan(at + 12, length).ToArray();
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return content;
            at += 16 + length;
        }
    }

    /// <summary>Members of a protocol buffer; numbers as 8 bytes or 4.</summary>
    private static IEnumerable<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = (int)Varint(message, ref at);
            byte[] bytes;
            switch (key & 7)
            {
                case 0: bytes = BitConverter.GetBytes(Varint(message, ref at)); break;
                case 1: bytes = message[at..(at += 8)]; break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    bytes = message[at..(at += length)];
                    break;
                default: bytes = message[at..(at += 4)]; break;
            }

            yield return (key >> 3, bytes);
        }
    }

    private static long Varint(byte[] bytes, ref int at)
    {
        var (value, shift) = (0L, 0);
        while (true)
        {
            var b = bytes[at++];
            value |= (long)(b & 0x7f) << shift;
            if (b < 0x80) return value;
            shift += 7;
        }
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82f63b78 : crc >> 1;
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    /// <summary>CRC-32C as the literature has it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data)
    {
        var rotated = Masked(data) - 0xa282ead8;
        return (rotated >> 17) | (rotated << 15);
    }
}
