using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>Reads and writes the safetensors container (huggingface/safetensors, "Format"): a little-endian 64-bit header length,
/// a JSON header, then row-major little-endian data without gaps.</summary>
public static class Safetensors
{
    private const int Alignment = 8;

    /// <summary>Tensors are written in the order of their names; equal content gives equal bytes.</summary>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors.OrderBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads a whole file. The caller owns the tensors.</summary>
    /// <param name="stream">Seekable, at the start of the container, which must end with the stream.</param>
    /// <exception cref="InvalidDataException">Any rule of the format is broken.</exception>
    public static (IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var available = stream.Length - stream.Position;
        if (available < 8) throw SafetensorsHeader.Broken("shorter than its 8-byte length field");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumBytes || (long)length > available - 8)
            throw SafetensorsHeader.Broken($"a header of {length} bytes in a file of {available}");
        var json = new byte[length];
        stream.ReadExactly(json);
        var header = SafetensorsHeader.Parse(json, available - 8 - (long)length);

        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in header.Entries)
            {
                var tensor = empty(entry.Shape, entry.Type).DetachFromDisposeScope();
                tensors.Add(entry.Name, tensor);
                if (entry.End > entry.Begin) stream.ReadExactly(tensor.bytes);
            }
        }
        catch
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            throw;
        }

        return (tensors, header.Metadata);
    }

    private static byte[] Header(KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }

            var at = 0L;
            foreach (var (name, tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", SafetensorsHeader.NameOf(tensor.dtype));
                WriteNumbers("shape", tensor.shape);
                var end = at + (tensor.numel() * tensor.ElementSize);
                WriteNumbers("data_offsets", [at, end]);
                json.WriteEndObject();
                at = end;
            }

            json.WriteEndObject();

            void WriteNumbers(string name, long[] numbers)
            {
                json.WriteStartArray(name);
                foreach (var number in numbers) json.WriteNumberValue(number);
                json.WriteEndArray();
            }
        }

        // Spaces after the JSON align the data, so that readers may map the file.
        while ((buffer.Length + 8) % Alignment != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
