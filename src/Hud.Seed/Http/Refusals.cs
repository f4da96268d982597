using System.Globalization;
using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Hud.Seed.Http;

/// <summary>Every failure is a document that says what is wrong, and no answer is more than it says it is.</summary>
internal static class Refusals
{
    /// <summary>A browser that is led to an answer shows it, and runs nothing in it.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    /// <summary>Before everything that answers.</summary>
    public static void Harden(IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return next(http);
    });

    /// <summary>After the gate, which speaks for itself.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(Guard);

    private static async Task Guard(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
                await Say(http, http.Response.StatusCode, WordsFor(http));
        }
        catch (AskTimeoutException)
        {
            await Say(http, StatusCodes.Status503ServiceUnavailable, "the coordinator does not answer; /healthz/ready says more");
        }
        catch (BadHttpRequestException bad)
        {
            await Say(http, bad.StatusCode, bad.Message);
        }
        catch (IOException failed)
        {
            await Say(http, StatusCodes.Status503ServiceUnavailable, failed.Message);
        }
    }

    private static Task Say(HttpContext http, int status, string detail) =>
        Problem.Write(http, status, ReasonPhrases.GetReasonPhrase(status), detail);

    /// <summary>For refusals of the framework, which are silent.</summary>
    private static string WordsFor(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"nothing is at this address; {ApiDescription.Path} names all that there is",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} does nothing here; {http.Response.Headers.Allow} does",
        var status => string.Create(CultureInfo.InvariantCulture, $"HTTP status {status}; {ApiDescription.Path} says what is asked for"),
    };
}
