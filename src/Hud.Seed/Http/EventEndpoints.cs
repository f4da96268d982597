using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hud.Seed.Http;

/// <summary><c>/api/events</c>: server-sent events; <c>/api/running</c>: the same as a document, for scripts.</summary>
internal static class EventEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/events", Events).Says("Changes as server-sent events: 'hello', 'change' and 'progress'.")
            .TakesHeader(LastEventId, "The last event that the listener has; it misses nothing since.")
            .GivesText("text/event-stream").Refuses(400, 503);
        routes.MapGet("/api/running", async (RunningWatch running, HttpContext http, CancellationToken cancel) =>
            Tagged.Json(await running.Now(cancel), ApiJson.Default.RunningDocument, http))
            .Says("What runs now, with phase, step, loss and seconds left.").Gives<RunningDocument>().Gives(304);
    }

    private static IResult Events(string? experiment, HttpContext http, EventStream stream, CancellationToken cancel)
    {
        long? position = null;
        if (http.Request.Headers[LastEventId] is [{ } text])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Answers.Error(StatusCodes.Status400BadRequest, $"{LastEventId} '{text}' is no id of an event");
            position = number;
        }

        if (stream.Seat() is not { } seat)
        {
            http.Response.Headers.RetryAfter = "5";
            // Whoever is refused a place must not keep a socket.
            http.Response.Headers.Connection = "close";
            return Answers.Error(StatusCodes.Status503ServiceUnavailable, $"{EventStream.MostListeners} listen already; close some, or ask /api/running now and then");
        }

        http.Response.RegisterForDispose(seat);
        // A proxy that keeps answers back until they end would keep this one for ever.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(stream.From(position, experiment, cancel));
    }
}
