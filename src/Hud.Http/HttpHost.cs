using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Experiments.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Http;

/// <summary>What every HTTP server of the cluster has: its address, its certificate, its gate.</summary>
public static class HttpHost
{
    /// <param name="certificate">For HTTPS; null for plain HTTP, which <see cref="BindRule"/> allows on loopback.</param>
    /// <param name="limits">Null for the usual ones.</param>
    public static void Listen(WebApplicationBuilder builder, HostPort address, LiveCertificate? certificate, HttpLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            (limits ?? HttpLimits.Usual).Apply(kestrel.Limits);
            foreach (var ip in PortProbe.AddressesOf(address.Host))
                kestrel.Listen(ip, address.Port, listen => Https.Use(listen, certificate is null ? null : () => certificate.Current));
        });
        builder.Services.AddRoutingCore();
    }

    /// <summary>Before all that follows: the token, or without any the rule that keeps pages of others out.</summary>
    public static void Guard(IApplicationBuilder app, Tokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        TokenGate.Use(app, tokens);
        if (tokens.None) BrowserGuard.Use(app);
    }
}
