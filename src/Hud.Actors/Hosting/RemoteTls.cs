using Akka.Event;
using Akka.Remote.Hosting;
using Hud.Actors.Security;

namespace Hud.Actors.Hosting;

/// <summary>The transport between members. With TLS each end must show a certificate of the authority, at every
/// handshake, in both directions; names are not compared, since every holder of a certificate is a member.</summary>
internal static class RemoteTls
{
    public static RemoteOptions Options(ClusterSettings settings, TimeProvider time)
    {
        var options = new RemoteOptions { HostName = settings.Host, Port = settings.Port };
        if (settings.Tls is null) return options;
        var identity = settings.Tls.Load(time);
        options.EnableSsl = true;
        options.Ssl = new SslOptions
        {
            X509Certificate = identity.Certificate,
            SuppressValidation = false,
            RequireMutualAuthentication = true,
            CustomValidator = (peer, _, remote, _, log) =>
            {
                if (identity.ObjectionTo(peer) is not { } objection) return true;
                log.Warning("Connection with {0} refused, {1}", remote, objection);
                return false;
            },
        };
        return options;
    }
}
