using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>How the command line and nodes talk to a seed: one private authority, one token.</summary>
public static class SecureHttp
{
    private const string Place = "seed";

    /// <param name="server">Base address; https, or http on loopback.</param>
    /// <param name="authority">Who vouches for the server; needed for https.</param>
    /// <param name="token">Sent with every request; null for none.</param>
    /// <exception cref="InputException">The token would travel in the open, or nobody could vouch for the server.
    /// </exception>
    public static HttpClient Client(Uri server, X509Certificate2? authority, string? token, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(server);
        var encrypted = server.Scheme == Uri.UriSchemeHttps;
        if (encrypted && authority is null)
            throw new InputException(Place, null, server.ToString(), "https needs the certificate of the cluster's authority, 'tls.authority'");
        if (!encrypted && token is not null && !BindRule.IsLoopback(server.Host))
            throw new InputException(Place, null, server.ToString(), "a token is sent over https only; use the https address");
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            // A redirect would carry the token elsewhere.
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (authority is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
                Objection(shown, errors, authority, time) is { } objection
                    ? throw new AuthenticationException($"{server.Authority} refused: {objection}")
                    : true;
        var client = new HttpClient(handler) { BaseAddress = server };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static string? Objection(
        X509Certificate? shown, SslPolicyErrors errors, X509Certificate2 authority, TimeProvider time)
    {
        if (shown is not X509Certificate2 certificate) return "it showed no certificate";
        if (CertificateCheck.FaultOf(certificate, authority, time.GetUtcNow()) is { } fault)
            return CertificateCheck.Explain(fault, certificate);
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"its certificate is for {string.Join(", ", CertificateFile.HostsOf(certificate))}; use one of these names, or add this one with 'hud certs node NAME --renew --host HOST'"
            : null;
    }
}
