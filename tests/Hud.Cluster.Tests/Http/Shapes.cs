using System.Text.Json;

namespace Hud.Cluster.Tests.Http;

/// <summary>Whether a document has the shape that the API's description gives it; as much of JSON Schema as is used there.</summary>
internal sealed class Shapes(JsonElement description)
{
    /// <returns>What is wrong, with its place; empty when all is right.</returns>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var name)) return Faults(Resolve(name.GetString()!), value, at);
        if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
            return choices.EnumerateArray().Any(c => !Faults(c, value, at).Any()) ? [] : [$"{at}: none of its choices"];
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)))
            return [$"{at}: {value.GetRawText()} is none of {words.GetRawText()}"];
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
            return [$"{at}: {value.GetRawText()} is no {type.GetRawText()}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var item) =>
                value.EnumerateArray().SelectMany((v, i) => Faults(item, v, $"{at}[{i}]")),
            JsonValueKind.Object or JsonValueKind.Array => [$"{at}: not described"],
            _ => [],
        };
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var missing in required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)))
                yield return $"{at}.{missing}: missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            var known = (schema.TryGetProperty("properties", out var members) && members.TryGetProperty(member.Name, out var shape))
                || (schema.TryGetProperty("additionalProperties", out shape) && shape.ValueKind == JsonValueKind.Object);
            if (!known) yield return $"{at}.{member.Name}: not described";
            else foreach (var fault in Faults(shape, member.Value, $"{at}.{member.Name}")) yield return fault;
        }
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(description, (e, part) => e.GetProperty(part));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        _ => "boolean",
    };
}
