using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Security;
using Hud.Seed.Artifacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Seed.Http;

/// <summary>The HTTP API as a part of a web host.</summary>
internal static class ApiHost
{
    /// <param name="certificate">For HTTPS; null for plain HTTP.</param>
    public static void Add(WebApplicationBuilder builder, ApiOptions options, LiveCertificate? certificate)
    {
        HttpHost.Listen(builder, options.Listen, certificate, options.Limits);
        builder.Services.AddSingleton(services => new ControlPlane(services.GetRequiredService<IReadOnlyActorRegistry>()));
        builder.Services.AddSingleton<RunningWatch>().AddSingleton<EventStream>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        ApiDescription.Add(builder.Services);
    }

    public static void Map(WebApplication app, LibraryFolders folders, TrialShelf shelf, UploadDesk uploads, SeedHealth health, Tokens tokens)
    {
        PageFiles.Use(app, PageFiles.Folder);
        Refusals.Harden(app);
        HttpHost.Guard(app, tokens);
        Refusals.Use(app);
        ExperimentEndpoints.Map(Part(app, "experiments"), folders);
        FigureEndpoints.Map(Part(app, "experiments"), folders);
        HistoryEndpoints.Map(Part(app, "experiments"));
        TrialEndpoints.Map(Part(app, "trials"), shelf);
        EventEndpoints.Map(Part(app, "events"));
        NodeEndpoints.Map(Part(app, "nodes"));
        OperatorEndpoints.Map(Part(app, "operators"));
        ArtifactEndpoints.Map(Part(app, "artifacts"), shelf.Sent, uploads);
        HealthEndpoints.Map(Part(app, "health"), health.Reasons);
        Telemetry.Map(app);
        ApiDescription.Map(app);
    }

    /// <summary>Endpoints that the description shows together.</summary>
    private static IEndpointRouteBuilder Part(IEndpointRouteBuilder routes, string tag) =>
        routes.MapGroup("").WithTags(tag).Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
}
