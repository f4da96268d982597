using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hud.Seed.Http;

/// <summary>Health for supervisors and load balancers. Being alive stays trivial: a restart cures nothing that readiness
/// complains of.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, SeedHealth health)
    {
        routes.MapGet("/healthz/live", () => Answers.Json(new HealthDocument(true, []), ApiJson.Default.HealthDocument));
        routes.MapGet("/healthz/ready", () =>
        {
            var reasons = health.Reasons();
            return Answers.Json(
                new HealthDocument(reasons.IsEmpty, reasons), ApiJson.Default.HealthDocument,
                reasons.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
