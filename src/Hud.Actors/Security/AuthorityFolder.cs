using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hud.Experiments;
using Hud.Experiments.Files;

namespace Hud.Actors.Security;

/// <summary>A folder with an authority and the certificates it issued: <c>authority.crt</c>, <c>authority.key</c>,
/// <c>NAME.crt</c>, <c>NAME.key</c>, all PEM. Nothing in it is overwritten; a renewed certificate's predecessor stays as
/// <c>NAME.SERIAL.crt</c>.</summary>
public sealed class AuthorityFolder(string folder, TimeProvider time)
{
    public const string AuthorityName = "authority";

    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3653);

    /// <exception cref="InputException">There is an authority here already.</exception>
    /// <returns>Path of the certificate.</returns>
    public string Found()
    {
        SecretFile.RefuseExisting(CertificateOf(AuthorityName));
        SecretFile.RefuseExisting(KeyOf(AuthorityName));
        using var key = PrivateAuthority.NewKey();
        var name = $"HudCluster authority {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        using var certificate = PrivateAuthority.Found(key, name, time.GetUtcNow(), AuthorityLifetime);
        return Write(AuthorityName, key, certificate);
    }

    /// <summary>New dates for the authority; what it issued stays valid.</summary>
    public string RenewAuthority()
    {
        using var old = CertificateFile.ReadWithKey(CertificateOf(AuthorityName), KeyOf(AuthorityName));
        using var key = old.GetECDsaPrivateKey()!;
        var name = old.GetNameInfo(X509NameType.SimpleName, false);
        using var certificate = PrivateAuthority.Found(key, name, time.GetUtcNow(), AuthorityLifetime);
        return Replace(AuthorityName, old, certificate);
    }

    /// <exception cref="InputException">No authority, an unusable name or host, or a certificate of that name exists.
    /// </exception>
    /// <returns>Path of the certificate.</returns>
    public string Issue(string name, IReadOnlyCollection<string> hosts, TimeSpan lifetime)
    {
        HostNames.CheckNode(name);
        HostNames.Check(hosts);
        SecretFile.RefuseExisting(CertificateOf(name));
        SecretFile.RefuseExisting(KeyOf(name));
        using var authority = Authority();
        using var key = PrivateAuthority.NewKey();
        using var certificate = PrivateAuthority.Issue(
            authority, key, name, HostNames.All(name, hosts), time.GetUtcNow(), lifetime);
        return Write(name, key, certificate);
    }

    /// <summary>New dates for a node; its key stays, and its hosts unless others are named.</summary>
    /// <exception cref="InputException">No authority, or nothing of that name to renew.</exception>
    public string Renew(string name, IReadOnlyCollection<string> hosts, TimeSpan lifetime)
    {
        HostNames.CheckNode(name);
        HostNames.Check(hosts);
        using var authority = Authority();
        using var old = CertificateFile.ReadWithKey(CertificateOf(name), KeyOf(name));
        using var key = old.GetECDsaPrivateKey()!;
        var kept = hosts.Count > 0 ? HostNames.All(name, hosts) : CertificateFile.HostsOf(old);
        using var certificate = PrivateAuthority.Issue(authority, key, name, kept, time.GetUtcNow(), lifetime);
        return Replace(name, old, certificate);
    }

    private X509Certificate2 Authority()
    {
        var path = CertificateOf(AuthorityName);
        if (!File.Exists(path))
            throw new InputException(folder, null, null, $"no {AuthorityName}.crt here; make an authority first with 'hud certs init --out {folder}'");
        var authority = CertificateFile.ReadWithKey(path, KeyOf(AuthorityName));
        if (CertificateCheck.DateFault(authority, time.GetUtcNow()) is null) return authority;
        throw new InputException(
            path, null, null, $"the authority is out of date; renew it with 'hud certs init --renew --out {folder}' and give the new {AuthorityName}.crt to every machine");
    }

    private string Write(string name, ECDsa key, X509Certificate2 certificate)
    {
        SecretFile.WriteNew(KeyOf(name), key.ExportPkcs8PrivateKeyPem() + "\n");
        SecretFile.WriteNewPublic(CertificateOf(name), certificate.ExportCertificatePem() + "\n");
        return CertificateOf(name);
    }

    private string Replace(string name, X509Certificate2 old, X509Certificate2 certificate)
    {
        var kept = Path.Combine(folder, $"{name}.{old.SerialNumber[..8].ToLowerInvariant()}.crt");
        if (!File.Exists(kept)) SecretFile.WriteNewPublic(kept, old.ExportCertificatePem() + "\n");
        AtomicFile.WriteText(CertificateOf(name), certificate.ExportCertificatePem() + "\n");
        return CertificateOf(name);
    }

    private string CertificateOf(string name) => Path.Combine(folder, $"{name}.crt");

    private string KeyOf(string name) => Path.Combine(folder, $"{name}.key");
}
