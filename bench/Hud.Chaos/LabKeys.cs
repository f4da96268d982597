using Hud.Actors.Security;

namespace Hud.Chaos;

/// <summary>What lets the hosts of a laboratory trust each other, made by `hud certs`.</summary>
internal sealed class LabKeys
{
    private readonly string _folder;

    public LabKeys(string folder, string hud, IReadOnlyList<string> hosts, Func<int, string> addressOf)
    {
        _folder = folder;
        Shell.Run(hud, "certs", "init", "--out", folder);
        for (var i = 0; i < hosts.Count; i++)
            Shell.Run(hud, "certs", "node", hosts[i], "--host", addressOf(i), "--out", folder);
        Shell.Run(hud, "certs", "token", "--out", Token);
    }

    private string Token => Path.Combine(_folder, "token");

    private string Authority => Path.Combine(_folder, "authority.crt");

    /// <summary>Settings of a process on the host.</summary>
    public Dictionary<string, string> Of(string host) => new(Client())
    {
        ["HUD__TLS__CERTIFICATE"] = Path.Combine(_folder, $"{host}.crt"),
        ["HUD__TLS__KEY"] = Path.Combine(_folder, $"{host}.key"),
    };

    /// <summary>Settings of somebody who asks the seed.</summary>
    public Dictionary<string, string> Client() => new()
    {
        ["HUD__TLS__AUTHORITY"] = Authority,
        ["HUD__API__TOKEN_FILE"] = Token,
    };

    public HttpClient Http(Uri server)
    {
        var http = SecureHttp.Client(server, CertificateFile.Read(Authority), TokenFile.Read(Token), TimeProvider.System);
        http.Timeout = TimeSpan.FromSeconds(5);
        return http;
    }
}
