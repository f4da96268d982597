using System.Collections.Immutable;
using Hud.Experiments.Configuration;

namespace Hud.Http;

/// <summary>Who may watch, and where traces go; section <c>telemetry</c> of a configuration.</summary>
/// <param name="Otlp">Base address of a collector of traces that speaks OTLP over HTTP; null for no traces.</param>
/// <param name="TokenFile">Holds a secret that opens metrics and health alone; null for none.</param>
public sealed record TelemetryOptions(Uri? Otlp, string? TokenFile)
{
    public static ImmutableArray<string> Keys { get; } = ["otlp", "token_file"];

    /// <exception cref="Experiments.InputException">A value is not what it must be.</exception>
    public static TelemetryOptions From(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new(
            section.Text("otlp") is { } text ? Collector(section.Find("otlp")!, text) : null,
            section.Text("token_file") is { } file ? Path.GetFullPath(file) : null);
    }

    private static Uri Collector(GivenSetting setting, string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw setting.Wrong("must be the URL of a collector, like http://127.0.0.1:4318");
}
