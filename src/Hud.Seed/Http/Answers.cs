using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Hud.Seed.Http;

/// <summary>The few shapes that all endpoints answer with.</summary>
internal static class Answers
{
    private const string ContentType = "application/json";

    public static IResult Json<T>(T document, JsonTypeInfo<T> shape, int status = StatusCodes.Status200OK) =>
        Results.Text(JsonSerializer.SerializeToUtf8Bytes(document, shape), ContentType, status);

    /// <param name="detail">A sentence for a person.</param>
    public static IResult Error(int status, string detail) => new Refusal(status, detail);

    public static IResult Unknown(string what, string name) => Error(StatusCodes.Status404NotFound, $"no {what} '{name}' here");

    private sealed class Refusal(int status, string detail) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Problem.Write(httpContext, status, ReasonPhrases.GetReasonPhrase(status), detail);
    }
}
