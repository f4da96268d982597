using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace Hud.Engine.Training;

/// <summary>The JSON header of a safetensors file, read with every rule of the format checked.</summary>
/// <param name="Entries">In file order of their data.</param>
internal sealed record SafetensorsHeader(
    IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit: 100 MB of header.</summary>
    public const int MaximumBytes = 100_000_000;

    private static readonly (string Name, ScalarType Type, int Size)[] Types =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2), ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1), ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    public static string NameOf(ScalarType type) =>
        Array.Find(Types, t => t.Type == type) is { Name: { } name } ? name : throw new NotSupportedException($"safetensors has no {type}");

    /// <param name="dataBytes">Length of the file after the header: the tensors must cover exactly this.</param>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataBytes)
    {
        if (json.Length == 0 || json.Span[0] != '{') throw Broken("the header does not start with '{'");
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(json.Span);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = new Dictionary<string, string>();
            var entries = new List<Entry>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name != MetadataKey) entries.Add(ParseEntry(property.Name, property.Value));
                else foreach (var fact in property.Value.EnumerateObject()) metadata.Add(fact.Name, fact.Value.GetString()!);
            }

            entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
            var at = 0L;
            foreach (var entry in entries)
            {
                if (entry.Begin != at) throw Broken($"{entry.Name} begins at {entry.Begin}, but the data before it ends at {at}");
                at = entry.End;
            }

            return at == dataBytes ? new(entries, metadata) : throw Broken($"the tensors take {at} bytes, the file holds {dataBytes}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"safetensors: {e.Message}", e);
        }
    }

    public static InvalidDataException Broken(string rule) => new($"safetensors: {rule}");

    private static Entry ParseEntry(string name, JsonElement value)
    {
        if (value.EnumerateObject().Count() != 3) throw Broken($"{name} must have dtype, shape and data_offsets, nothing else");
        if (!value.TryGetProperty("dtype", out var dtype) || !value.TryGetProperty("shape", out var dims)
            || !value.TryGetProperty("data_offsets", out var offsets) || offsets.GetArrayLength() != 2)
            throw Broken($"{name} must have dtype, shape and two data_offsets");
        var type = Array.Find(Types, t => t.Name == dtype.GetString());
        if (type.Name is null) throw Broken($"{name} has the unknown dtype {dtype.GetString()}");
        long[] shape = [.. dims.EnumerateArray().Select(d => d.GetInt64())];
        if (shape.Any(d => d < 0)) throw Broken($"{name} has a negative dimension");
        var bytes = shape.Aggregate((long)type.Size, (product, d) => checked(product * d));
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (begin < 0 || end - begin != bytes) throw Broken($"{name} needs {bytes} bytes but has offsets {begin} to {end}");
        return bytes <= int.MaxValue ? new(name, type.Type, shape, begin, end) : throw Broken($"{name} is over 2 GiB");
    }

    /// <param name="Begin">Offset into the data section, inclusive; <paramref name="End"/> is exclusive.</param>
    public sealed record Entry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
}
