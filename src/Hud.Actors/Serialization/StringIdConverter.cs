using System.Text.Json;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Serialization;

/// <summary>Ids are plain strings in JSON, also as property names.</summary>
public abstract class StringIdConverter<T>(Func<string, T> make, Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        make(reader.GetString() ?? throw new JsonException($"{typeof(T).Name} must not be null"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(text(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        make(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(text(value));
}

public sealed class TrialKeyConverter() : StringIdConverter<TrialKey>(s => new(s), k => k.Value);

public sealed class NodeIdConverter() : StringIdConverter<NodeId>(s => new(s), n => n.Value);

internal sealed class IncarnationConverter() : StringIdConverter<Incarnation>(s => new(s), i => i.Value);

public sealed class CommandIdConverter() : StringIdConverter<CommandId>(s => new(s), c => c.Value);
