using System.Net;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>What other machines can reach must ask them who they are.</summary>
public static class BindRule
{
    /// <summary>For the actors: mutual TLS.</summary>
    /// <exception cref="InputException">A public address without it.</exception>
    public static void CheckCluster(string host, bool tls)
    {
        if (tls || IsLoopback(host)) return;
        throw new InputException(
            "cluster.host", null, host, "other machines can reach this address, so it needs certificates: make them with 'hud certs' and name them under 'tls', or listen on 127.0.0.1");
    }

    /// <summary>For the HTTP API, the artifact store and a node's metrics: HTTPS and a token.</summary>
    /// <param name="setting">Who wants to listen, for the message.</param>
    /// <exception cref="InputException">A public address without both.</exception>
    public static void CheckHttp(string host, bool tls, bool token, string setting = "api.listen")
    {
        if ((tls && token) || IsLoopback(host)) return;
        var missing = (tls, token) switch
        {
            (false, false) => "certificates ('hud certs', then 'tls') and a token ('hud certs token', then 'api.token_file')",
            (false, true) => "certificates: make them with 'hud certs' and name them under 'tls'",
            _ => "a token: make one with 'hud certs token' and name its file as 'api.token_file'",
        };
        throw new InputException(setting, null, host, $"other machines can reach this address, so it needs {missing}, or listen on 127.0.0.1");
    }

    /// <summary>True only for addresses that cannot be anything else; a name of this machine may be public.</summary>
    public static bool IsLoopback(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
