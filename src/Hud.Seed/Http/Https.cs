using System.Security.Cryptography.X509Certificates;
using Hud.Actors.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hud.Seed.Http;

/// <summary>HTTPS with the machine's certificate of the cluster.</summary>
public static class Https
{
    /// <param name="certificate">Asked at every handshake. Null for plain HTTP, which <see cref="BindRule"/> allows on loopback.
    /// </param>
    public static void Use(ListenOptions listen, Func<X509Certificate2>? certificate)
    {
        ArgumentNullException.ThrowIfNull(listen);
        if (certificate is not null) listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate());
    }
}
