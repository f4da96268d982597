using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hud.Experiments.Results;

/// <summary>One way to write JSON: snake_case, indented, nothing unknown or missing tolerated on reading.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        // The files are read by people, not embedded in web pages.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A metric can be undefined (0/0); it must survive the round trip and be seen in the table.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";
}
