using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Hud.Http;

/// <summary>Takes what the program's meters count out of the process. Without it they count nothing.</summary>
public static class Telemetry
{
    public const string MetricsPath = "/metrics";

    /// <summary>More label combinations of one metric than this are summed up in one: no caller can make us remember more.
    /// </summary>
    private const int MaximumSeries = 500;

    private const string ApiLatency = "http.server.request.duration";

    /// <summary>Before everything that counts, so that counters begin at zero.</summary>
    /// <param name="role">seed or node.</param>
    /// <param name="instance">Name of the process among others of its role.</param>
    public static void Add(IServiceCollection services, string role, string instance)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource.Clear(), role, instance))
            .WithMetrics(metrics => metrics
                .AddMeter("Hud.*", "Microsoft.AspNetCore.Hosting")
                .AddView(instrument => instrument.Meter.Name.StartsWith("Hud.", StringComparison.Ordinal)
                    ? new MetricStreamConfiguration { CardinalityLimit = MaximumSeries }
                    : instrument.Name == ApiLatency
                        ? new MetricStreamConfiguration
                        {
                            CardinalityLimit = MaximumSeries,
                            TagKeys = ["http.request.method", "http.response.status_code", "http.route"],
                        }
                        : MetricStreamConfiguration.Drop)
                .AddPrometheusExporter(exporter => exporter.ScopeInfoEnabled = false));
    }

    internal static ResourceBuilder Describe(ResourceBuilder resource, string role, string instance) => resource.AddService(
        $"hud-{role}", serviceVersion: typeof(Telemetry).Assembly.GetName().Version!.ToString(3),
        autoGenerateServiceInstanceId: false, serviceInstanceId: instance);

    /// <summary><see cref="MetricsPath"/>, in OpenMetrics or Prometheus' older text, as the caller likes.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint(MetricsPath);
}
