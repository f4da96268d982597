using System.Buffers;
using System.Text.Json;
using Hud.Actors.Serialization;

namespace Hud.Actors.Persistence;

/// <summary>The journal as JSON lines, for people and other programs.</summary>
public static class JournalText
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line an event, in order: <c>{"sequence":1,"manifest":"es:1","payload":{...}}</c>, UTF-8.</summary>
    /// <returns>Events written.</returns>
    /// <exception cref="Experiments.InputException">There is no journal, or a newer version wrote it.</exception>
    /// <exception cref="IOException">It cannot be read, or a payload is no JSON.</exception>
    public static long Export(JournalAddress address, Stream output)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(output);
        using var reader = JournalReader.Open(address);
        var count = 0L;
        foreach (var stored in reader.Events())
        {
            WriteLine(output, stored);
            count++;
        }

        return count;
    }

    private static void WriteLine(Stream output, StoredEvent stored)
    {
        var line = new ArrayBufferWriter<byte>(stored.Payload.Length + 64);
        using (var json = new Utf8JsonWriter(line, Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", stored.Sequence);
            json.WriteString("manifest", stored.Manifest);
            json.WritePropertyName("payload");
            try
            {
                json.WriteRawValue(Packing.Unpack(stored.Payload));
            }
            catch (Exception bad) when (bad is JsonException or ArgumentException or InvalidDataException)
            {
                throw new IOException($"event {stored.Sequence} ({stored.Manifest}): its payload is no JSON: {bad.Message}", bad);
            }

            json.WriteEndObject();
        }

        output.Write(line.WrittenSpan);
        output.WriteByte((byte)'\n');
    }
}
