using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Hud.Seed.Http;

/// <summary>Answers with an entity tag of their content: who has it already is told so, in a few bytes.</summary>
internal static class Tagged
{
    public static IResult Json<T>(T document, JsonTypeInfo<T> shape, HttpContext http) =>
        Bytes(JsonSerializer.SerializeToUtf8Bytes(document, shape), "application/json", http);

    public static IResult Bytes(byte[] content, string type, HttpContext http)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ETag = tag.ToString();
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(k => k.Compare(tag, useStrongComparison: false) || k.Equals(EntityTagHeaderValue.Any))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(content, type);
    }
}
