using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hud.Http;

/// <summary>A refusal as RFC 9457 wants it: what is wrong and what to do.</summary>
public static class Problem
{
    public static async Task Write(HttpContext http, int status, string title, string detail)
    {
        // Half an answer cannot be taken back; hanging up tells the client.
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object> { ["title"] = title, ["status"] = status, ["detail"] = detail }));
    }
}
