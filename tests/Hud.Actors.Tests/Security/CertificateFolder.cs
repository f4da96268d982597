using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Security;

/// <summary>An authority in a folder of its own, and settings of those it vouches for.</summary>
internal sealed class CertificateFolder : IDisposable
{
    public static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly AuthorityFolder _authority;

    public CertificateFolder(DateTimeOffset? madeAt = null)
    {
        Time = madeAt is { } at ? new FakeTimeProvider(at) : TimeProvider.System;
        _authority = new AuthorityFolder(Path, Time);
        _authority.Found();
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("hud-certs-").FullName;

    public TimeProvider Time { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public TlsSettings Settings(string name, TimeSpan? lifetime = null)
    {
        _authority.Issue(name, ["127.0.0.1"], lifetime ?? Year);
        return new(this[$"{name}.crt"], this[$"{name}.key"], this["authority.crt"]);
    }

    /// <summary>A certificate that the authority's own rules would never make.</summary>
    public X509Certificate2 Odd(string name, DateTimeOffset from, TimeSpan lifetime, params string[] usages)
    {
        using var authority = CertificateFile.ReadWithKey(this["authority.crt"], this["authority.key"]);
        using var key = PrivateAuthority.NewKey();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (usages.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(u => new Oid(u))], false));
        using var bare = request.Create(
            authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!), from, from + lifetime,
            RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
