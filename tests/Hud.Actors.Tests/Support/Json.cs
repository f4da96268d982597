using System.Text;
using System.Text.Json;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;

namespace Hud.Actors.Tests.Support;

internal static class Json
{
    public static string Of(IHudMessage message) =>
        JsonSerializer.Serialize(message, Manifests.Shape(Manifests.Of(message.GetType())!)!);

    public static object Parse(string manifest, string json) =>
        JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), Manifests.Shape(manifest)!)!;

    public static object RoundTrip(IHudMessage message) => Parse(Manifests.Of(message.GetType())!, Of(message));
}
