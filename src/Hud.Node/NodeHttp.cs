using Hud.Actors.Security;
using Hud.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hud.Node;

/// <summary>Metrics and health of a node over HTTP, for the whole life of its process.</summary>
public static class NodeHttp
{
    /// <param name="certificate">For HTTPS; null for plain HTTP.</param>
    /// <returns>Serves until it is disposed; null for a node that was not asked to.</returns>
    /// <exception cref="Experiments.InputException">A public address without certificates and token.</exception>
    public static async Task<WebApplication?> Start(
        NodeOptions options, LiveCertificate? certificate, Tokens tokens, NodeHealth health, ILoggerProvider logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(health);
        if (options.Http is not { } listen) return null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddProvider(new SharedLog(logs));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(time);
        Telemetry.Add(builder.Services, "node", options.Node.Value);
        HttpHost.Listen(builder, listen, certificate);
        var app = builder.Build();
        HttpHost.Guard(app, tokens);
        HealthEndpoints.Map(app, health.Reasons);
        Telemetry.Map(app);
        await app.StartAsync();
        return app;
    }
}
