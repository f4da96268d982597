using System.Collections.Immutable;
using Hud.Experiments.Configuration;

namespace Hud.Seed.Http;

/// <summary>The HTTP API of a seed; section <c>api</c> of a configuration.</summary>
/// <param name="Listen">Loopback unless told otherwise; port 0 takes any free one.</param>
/// <param name="TokenFile">Holds the secret that callers must know; null for none.</param>
public sealed record ApiOptions(HostPort Listen, string? TokenFile)
{
    /// <summary>Not configured: whoever needs a slower client has another problem.</summary>
    public HttpLimits Limits { get; init; } = HttpLimits.Usual;

    public const int DefaultPort = 4780;

    public static ImmutableArray<string> Keys { get; } = ["listen", "token_file"];

    /// <exception cref="Hud.Experiments.InputException">A value is not what it must be.</exception>
    public static ApiOptions From(ConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new(
            section.Address("listen", DefaultPort) ?? new("127.0.0.1", DefaultPort),
            section.Text("token_file") is { } file ? Path.GetFullPath(file) : null);
    }
}
