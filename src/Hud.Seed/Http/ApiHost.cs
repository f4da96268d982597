using System.Text.Json;
using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Seed.Http;

/// <summary>The HTTP API as a part of a web host.</summary>
internal static class ApiHost
{
    public static void Add(WebApplicationBuilder builder, ApiOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var ip in PortProbe.AddressesOf(options.Listen.Host)) kestrel.Listen(ip, options.Listen.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(services => new ControlPlane(services.GetRequiredService<IReadOnlyActorRegistry>()));
    }

    public static void Map(WebApplication app, LibraryFolders folders, SeedHealth health)
    {
        app.Use(Guard);
        ExperimentEndpoints.Map(app, folders);
        NodeEndpoints.Map(app);
        HealthEndpoints.Map(app, health);
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
            await Fail(http, StatusCodes.Status503ServiceUnavailable, "the coordinator does not answer; /healthz/ready says more");
        }
        catch (BadHttpRequestException bad)
        {
            await Fail(http, bad.StatusCode, bad.Message);
        }
        catch (IOException failed) when (!http.Response.HasStarted)
        {
            await Fail(http, StatusCodes.Status503ServiceUnavailable, failed.Message);
        }
    }

    private static Task Fail(HttpContext http, int status, string error)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(new ErrorDocument(error), ApiJson.Default.ErrorDocument));
    }
}
