using Hud.Actors.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hud.Http;

/// <summary>Sends spans to a collector. Off unless one is configured; then nothing is traced at all.</summary>
public static class Traces
{
    /// <param name="role">seed or node.</param>
    /// <param name="instance">Name of the process among others of its role.</param>
    /// <returns>Sends until it is disposed, which sends what is left; null where no collector is configured.</returns>
    public static IDisposable? Send(TelemetryOptions options, string role, string instance)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Otlp is not { } collector ? null : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Telemetry.Describe(ResourceBuilder.CreateEmpty(), role, instance))
            // Whatever the web server thinks of a request: a submission is always told.
            .SetSampler(new AlwaysOnSampler())
            .AddSource(TelemetryNames.Traces)
            .AddOtlpExporter(exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri(collector, "v1/traces");
            })
            .Build();
    }
}
