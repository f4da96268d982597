using System.Security.Cryptography.X509Certificates;
using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Hud.Http;

/// <summary>HTTPS with the machine's certificate of the cluster.</summary>
public static partial class Https
{
    /// <returns>The certificate as its files have it, told of in the log when it changes; null for a cluster without.</returns>
    /// <exception cref="Experiments.InputException">The files are no good now.</exception>
    public static LiveCertificate? Certificate(TlsSettings? tls, ILoggerProvider log, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(log);
        var own = log.CreateLogger(typeof(Https).FullName!);
        return tls is null ? null : new LiveCertificate(tls, time, line => Told(own, line));
    }

    /// <param name="certificate">Asked at every handshake. Null for plain HTTP, which <see cref="BindRule"/> allows on loopback.
    /// </param>
    public static void Use(ListenOptions listen, Func<X509Certificate2>? certificate)
    {
        ArgumentNullException.ThrowIfNull(listen);
        if (certificate is not null) listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "HTTPS: {What}")]
    private static partial void Told(ILogger log, string what);
}
