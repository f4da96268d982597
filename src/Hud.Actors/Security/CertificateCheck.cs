using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hud.Actors.Security;

/// <summary>What keeps a certificate out of the cluster.</summary>
public enum CertificateFault
{
    /// <summary>Its time is over, or its authority's.</summary>
    Expired,

    /// <summary>Its time has not come, or its authority's: usually a wrong clock.</summary>
    NotYetValid,

    /// <summary>Another authority signed it, or nobody did.</summary>
    Foreign,

    /// <summary>It is not for both ends of a connection.</summary>
    WrongUsage,
}

/// <summary>Judges certificates by one private authority; the machine's trust store has no say.</summary>
public static class CertificateCheck
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <returns>Null for a good certificate.</returns>
    public static CertificateFault? FaultOf(X509Certificate2 certificate, X509Certificate2 authority, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(authority);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
                // Dates are told apart below; a chain says only that one of them is wrong.
                VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
                VerificationTime = now.LocalDateTime,
            },
        };
        if (!chain.Build(certificate) || chain.ChainElements[^1].Certificate.Thumbprint != authority.Thumbprint)
            return CertificateFault.Foreign;
        if (!IsForBothEnds(certificate)) return CertificateFault.WrongUsage;
        return DateFault(certificate, now) ?? DateFault(authority, now);
    }

    /// <summary>For a person: what is wrong and what to do.</summary>
    public static string Explain(CertificateFault fault, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return fault switch
        {
            CertificateFault.Expired =>
                $"it or its authority has expired (it was valid until {certificate.NotAfter.ToUniversalTime():u}); renew with 'hud certs node NAME --renew'",
            CertificateFault.NotYetValid =>
                $"it or its authority is not valid yet (it is from {certificate.NotBefore.ToUniversalTime():u}); set this machine's clock right",
            CertificateFault.Foreign =>
                "it was not issued by this cluster's authority; make it with 'hud certs node' in the folder of that authority",
            _ => "it is not for both server and client authentication; make one with 'hud certs node'",
        };
    }

    /// <summary>The part of the verdict that time alone decides.</summary>
    public static CertificateFault? DateFault(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (now > new DateTimeOffset(certificate.NotAfter)) return CertificateFault.Expired;
        return now < new DateTimeOffset(certificate.NotBefore) ? CertificateFault.NotYetValid : null;
    }

    private static bool IsForBothEnds(X509Certificate2 certificate)
    {
        var authority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(c => c.CertificateAuthority);
        var usages =
            (from extension in certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
             from usage in extension.EnhancedKeyUsages.Cast<Oid>()
             select usage.Value).ToHashSet();
        return !authority && usages.IsSupersetOf([ServerAuthentication, ClientAuthentication]);
    }
}
