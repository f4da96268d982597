using System.Runtime.Serialization;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace Hud.Actors.Serialization;

/// <summary>The only serializer of our own messages, in the journal and on the wire: JSON under short versioned
/// manifests, so that types may be renamed and the journal be read with any SQLite shell.</summary>
public sealed class HudJsonSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Stored with every event: never changes.</summary>
    public const int Id = 421;

    public override int Identifier => Id;

    /// <exception cref="SerializationException">The type has no manifest.</exception>
    public override string Manifest(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return Manifests.Of(o.GetType()) ?? throw new SerializationException($"{o.GetType().Name} has no manifest");
    }

    public override byte[] ToBinary(object obj) =>
        Packing.Pack(JsonSerializer.SerializeToUtf8Bytes(obj, Manifests.Shape(Manifest(obj))!));

    /// <exception cref="SerializationException">Unknown manifest or unreadable payload. Any other exception would cost
    /// the whole connection instead of the one message.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var shape = Manifests.Shape(manifest)
            ?? throw new SerializationException($"unknown manifest '{manifest}': written by a newer version?");
        try
        {
            return JsonSerializer.Deserialize(Packing.Unpack(bytes), shape)
                ?? throw new SerializationException($"'{manifest}' holds null");
        }
        catch (Exception bad) when (bad is JsonException or InvalidDataException)
        {
            throw new SerializationException($"'{manifest}': {bad.Message}", bad);
        }
    }
}
