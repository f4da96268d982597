using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Microsoft.AspNetCore.Http;

namespace Hud.Seed.Http;

/// <summary>The few shapes that all endpoints answer with.</summary>
internal static class Answers
{
    public static IResult Json<T>(T document, JsonTypeInfo<T> shape, int status = StatusCodes.Status200OK) =>
        Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(document, shape), "application/json") is var body && status == StatusCodes.Status200OK
            ? body
            : new WithStatus(body, status);

    /// <summary>A message of the cluster as it goes over the wire.</summary>
    public static IResult Message(IHudMessage message) => Results.Bytes(
        JsonSerializer.SerializeToUtf8Bytes(message, Manifests.Shape(Manifests.Of(message.GetType())!)!), "application/json");

    public static IResult Error(int status, string error) => Json(new ErrorDocument(error), ApiJson.Default.ErrorDocument, status);

    public static IResult Unknown(string what, string name) => Error(StatusCodes.Status404NotFound, $"no {what} '{name}' here");

    private sealed class WithStatus(IResult body, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            return body.ExecuteAsync(httpContext);
        }
    }
}
