using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>Certificates and keys in PEM files.</summary>
public static class CertificateFile
{
    /// <exception cref="InputException">Missing, or no certificate in it.</exception>
    public static X509Certificate2 Read(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPem(SecretFile.ReadPublic(path));
        }
        catch (CryptographicException bad)
        {
            throw new InputException(path, null, null, "no certificate in PEM form ('-----BEGIN CERTIFICATE-----')", bad);
        }
    }

    /// <exception cref="InputException">One is missing or unreadable, the key is open to others, or they do not match.
    /// </exception>
    public static X509Certificate2 ReadWithKey(string certificate, string key)
    {
        using var bare = Read(certificate);
        using var pair = ReadKey(key);
        try
        {
            return bare.CopyWithPrivateKey(pair);
        }
        catch (ArgumentException bad)
        {
            throw new InputException(key, null, null, $"this key does not belong to {certificate}; the two are made together by 'hud certs node'", bad);
        }
    }

    /// <summary>DNS names and IP addresses of a certificate.</summary>
    public static IReadOnlyList<string> HostsOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault();
        return names is null ? [] : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(a => a.ToString())];
    }

    private static ECDsa ReadKey(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(SecretFile.Read(path));
            return key;
        }
        catch (Exception bad)
        {
            key.Dispose();
            if (bad is not (ArgumentException or CryptographicException)) throw;
            throw new InputException(path, null, null, "no ECDSA key in PEM form ('-----BEGIN PRIVATE KEY-----')", bad);
        }
    }
}
