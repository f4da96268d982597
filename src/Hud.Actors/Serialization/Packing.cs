using System.IO.Compression;

namespace Hud.Actors.Serialization;

/// <summary>Large payloads travel and rest as gzip, small ones as plain JSON; the first bytes tell which.</summary>
public static class Packing
{
    /// <summary>Bytes from which a payload is packed: plans and snapshots of thousands of trials.</summary>
    public const int Threshold = 1 << 16;

    /// <summary>Most bytes a payload may have when unpacked.</summary>
    private const int Limit = 1 << 30;

    public static byte[] Pack(byte[] json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length < Threshold) return json;
        using var packed = new MemoryStream(json.Length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(json);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">Damaged, or larger than any message of ours.</exception>
    public static ReadOnlySpan<byte> Unpack(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (payload is not [0x1F, 0x8B, ..]) return payload;
        using var gzip = new GZipStream(new MemoryStream(payload), CompressionMode.Decompress);
        using var json = new MemoryStream(payload.Length * 4);
        var buffer = new byte[1 << 16];
        for (int read; (read = gzip.Read(buffer)) > 0;)
        {
            if (json.Length + read > Limit) throw new InvalidDataException($"unpacks to more than {Limit} bytes");
            json.Write(buffer, 0, read);
        }

        return json.GetBuffer().AsSpan(0, (int)json.Length);
    }
}
