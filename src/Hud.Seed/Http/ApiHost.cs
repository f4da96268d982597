using Akka.Actor;
using Akka.Hosting;
using Hud.Actors.Aggregator;
using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Seed.Http;

/// <summary>The HTTP API as a part of a web host.</summary>
internal static class ApiHost
{
    /// <param name="certificate">For HTTPS; null for plain HTTP.</param>
    public static void Add(WebApplicationBuilder builder, ApiOptions options, LiveCertificate? certificate)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var ip in PortProbe.AddressesOf(options.Listen.Host))
                kestrel.Listen(ip, options.Listen.Port, listen => Https.Use(listen, certificate is null ? null : () => certificate.Current));
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(services => new ControlPlane(services.GetRequiredService<IReadOnlyActorRegistry>()));
    }

    /// <param name="token">What callers must know; null for nothing.</param>
    public static void Map(WebApplication app, LibraryFolders folders, SeedHealth health, string? token)
    {
        TokenGate.Use(app, token);
        if (token is null) BrowserGuard.Use(app);
        app.Use(Guard);
        ExperimentEndpoints.Map(app, folders);
        NodeEndpoints.Map(app);
        OperatorEndpoints.Map(app);
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
