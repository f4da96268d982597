using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hud.Http;

/// <summary>Health for supervisors and load balancers. Being alive stays trivial: a restart cures nothing that readiness
/// complains of.</summary>
public static class HealthEndpoints
{
    /// <param name="reasons">What is wrong; empty for a process that is ready.</param>
    public static void Map(IEndpointRouteBuilder routes, Func<ImmutableArray<string>> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        routes.MapGet("/healthz/live", () => Answer([])).WithSummary("Whether the process lives.").Produces<HealthDocument>();
        routes.MapGet("/healthz/ready", () => Answer(reasons())).WithSummary("Whether the process can do its work, and what is in the way.")
            .Produces<HealthDocument>().Produces<HealthDocument>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Answer(ImmutableArray<string> reasons) => Results.Json(
        new HealthDocument(reasons.IsEmpty, reasons), HealthJson.Default.HealthDocument,
        statusCode: reasons.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Reasons">Empty when the process can do its work.</param>
public sealed record HealthDocument(bool Ready, ImmutableArray<string> Reasons);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthDocument))]
internal sealed partial class HealthJson : JsonSerializerContext;
