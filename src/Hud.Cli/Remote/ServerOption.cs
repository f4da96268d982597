using System.CommandLine;
using Hud.Experiments;
using Hud.Seed.Http;

namespace Hud.Cli.Remote;

/// <summary>Which cluster a verb speaks to.</summary>
internal static class ServerOption
{
    public const string Variable = "HUD_SERVER";

    public static Option<string?> Create() => new("--server")
    {
        Description = $"The seed's HTTP API. Default: $HUD_SERVER, then http://127.0.0.1:{ApiOptions.DefaultPort}.",
        HelpName = "URL",
    };

    /// <summary>False when only the default is left.</summary>
    public static bool IsGiven(string? given) => given is not null || FromEnvironment is not null;

    /// <param name="given">What the command line says.</param>
    /// <exception cref="InputException">Not the URL of a server.</exception>
    public static Uri Resolve(string? given)
    {
        var text = given ?? FromEnvironment ?? $"http://127.0.0.1:{ApiOptions.DefaultPort}";
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new InputException(given is null ? Variable : "--server", null, text, "must be a URL like http://10.0.0.1:4780");
    }

    private static string? FromEnvironment => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;
}
