using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Seed.Http;

/// <summary>The HTTP API as a part of a web host.</summary>
internal static class ApiHost
{
    /// <param name="certificate">For HTTPS; null for plain HTTP.</param>
    public static void Add(WebApplicationBuilder builder, ApiOptions options, LiveCertificate? certificate)
    {
        HttpHost.Listen(builder, options.Listen, certificate);
        builder.Services.AddSingleton(services => new ControlPlane(services.GetRequiredService<IReadOnlyActorRegistry>()));
        builder.Services.AddSingleton<RunningWatch>().AddSingleton<EventStream>();
    }

    public static void Map(WebApplication app, LibraryFolders folders, TrialShelf shelf, SeedHealth health, Tokens tokens)
    {
        PageFiles.Use(app, PageFiles.Folder);
        HttpHost.Guard(app, tokens);
        app.Use(Guard);
        ExperimentEndpoints.Map(app, folders);
        FigureEndpoints.Map(app, folders);
        HistoryEndpoints.Map(app);
        TrialEndpoints.Map(app, shelf);
        EventEndpoints.Map(app);
        NodeEndpoints.Map(app);
        OperatorEndpoints.Map(app);
        HealthEndpoints.Map(app, health.Reasons);
        Telemetry.Map(app);
    }

    /// <summary>Every failure is a document that says what is wrong.</summary>
    private static async Task Guard(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (AskTimeoutException)
        {
            await Problem.Write(http, StatusCodes.Status503ServiceUnavailable, "no answer", "the coordinator does not answer; /healthz/ready says more");
        }
        catch (BadHttpRequestException bad)
        {
            await Problem.Write(http, bad.StatusCode, "bad request", bad.Message);
        }
        catch (IOException failed)
        {
            await Problem.Write(http, StatusCodes.Status503ServiceUnavailable, "not available now", failed.Message);
        }
    }
}
