using Hud.Actors.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hud.Http;

/// <summary>HTTPS with the machine's certificate of the cluster.</summary>
public static class Https
{
    /// <param name="identity">Null for plain HTTP, which <see cref="BindRule"/> allows on loopback.</param>
    public static void Use(ListenOptions listen, TlsIdentity? identity)
    {
        ArgumentNullException.ThrowIfNull(listen);
        if (identity is not null) listen.UseHttps(identity.Certificate);
    }
}
