using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hud.Actors.Security;

/// <summary>Makes certificates: ECDSA P-256, SHA-256. In memory only.</summary>
public static class PrivateAuthority
{
    /// <summary>For clocks that differ by minutes.</summary>
    private static readonly TimeSpan Backdated = TimeSpan.FromMinutes(10);

    /// <summary>A key for an authority or a node.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The authority's own certificate. Made again from the same key and name, it still vouches for every
    /// certificate the key has signed.</summary>
    public static X509Certificate2 Found(ECDsa key, string name, DateTimeOffset now, TimeSpan lifetime)
    {
        var request = new CertificateRequest(Name(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - Backdated, now + lifetime);
    }

    /// <summary>A node's certificate, for both ends of a connection. Never outlives the authority.</summary>
    /// <param name="authority">With its private key.</param>
    /// <param name="key">The node's; only its public half is used.</param>
    /// <param name="hosts">DNS names and IP addresses under which the node is reached.</param>
    public static X509Certificate2 Issue(
        X509Certificate2 authority, ECDsa key, string name, IEnumerable<string> hosts, DateTimeOffset now, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(hosts);
        var request = new CertificateRequest(Name(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new(CertificateCheck.ServerAuthentication), new(CertificateCheck.ClientAuthentication)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(Alternatives(hosts));
        var start = Latest(now - Backdated, new(authority.NotBefore));
        var end = Earliest(now + lifetime, new(authority.NotAfter));
        return request.Create(authority, start, end, SerialNumber());
    }

    private static X509Extension Alternatives(IEnumerable<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        }

        return names.Build();
    }

    private static X500DistinguishedName Name(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }

    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earliest(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
