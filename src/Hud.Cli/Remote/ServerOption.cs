using System.CommandLine;
using Hud.Actors.Security;
using Hud.Cli.Hosting;
using Hud.Experiments;
using Hud.Seed.Http;

namespace Hud.Cli.Remote;

/// <summary>Which cluster a verb speaks to, and how it is let in.</summary>
internal sealed class ServerOption
{
    private const string Variable = "HUD_SERVER";

    /// <summary>For the largest plans.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Option<string?> _server = new("--server")
    {
        Description = $"Seed's API. Default: $HUD_SERVER, http://127.0.0.1:{ApiOptions.DefaultPort}.",
        HelpName = "URL",
    };

    private readonly Option<string?> _file = new("--config")
    {
        Description = "Names api.token_file and tls.authority (docs/cluster.md).",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_file);
    }

    /// <summary>False when only the default is left.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_server) is not null || FromEnvironment is not null;

    /// <exception cref="InputException">Not the URL of a server, or token or authority cannot be read.</exception>
    public ClusterClient Connect(ParseResult parsed, TimeProvider time)
    {
        var server = Resolve(parsed.GetValue(_server));
        var configuration = HudConfiguration.Load(parsed.GetValue(_file), []);
        var token = configuration.Section("api").Text("token_file") is { } file ? TokenFile.Read(file) : null;
        var authority = configuration.Section("tls").Text("authority") is { } path ? CertificateFile.Read(path) : null;
        var http = SecureHttp.Client(server, authority, token, time);
        http.Timeout = Patience;
        return new ClusterClient(server, http, time);
    }

    private static Uri Resolve(string? given)
    {
        var text = given ?? FromEnvironment ?? $"http://127.0.0.1:{ApiOptions.DefaultPort}";
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new InputException(given is null ? Variable : "--server", null, text, "must be a URL like http://10.0.0.1:4780");
    }

    private static string? FromEnvironment => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;
}
