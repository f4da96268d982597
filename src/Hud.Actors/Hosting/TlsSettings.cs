using Hud.Actors.Security;
using Hud.Experiments;

namespace Hud.Actors.Hosting;

/// <summary>PEM files for mutual TLS between all members, and for HTTPS.</summary>
/// <param name="Certificate">This machine's.</param>
/// <param name="Key">Its private key, readable by its owner alone.</param>
/// <param name="Authority">Certificate of the authority that issued every member's.</param>
public sealed record TlsSettings(string Certificate, string Key, string Authority)
{
    /// <exception cref="InputException">A file is missing or unreadable, key and certificate do not match, or the
    /// certificate is expired, not valid yet, of another authority, or not for this use.</exception>
    public TlsIdentity Load(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var certificate = CertificateFile.ReadWithKey(Certificate, Key);
        var authority = CertificateFile.Read(Authority);
        if (CertificateCheck.FaultOf(certificate, authority, time.GetUtcNow()) is { } fault)
            throw new InputException(Certificate, null, null, CertificateCheck.Explain(fault, certificate));
        return new(certificate, authority, time);
    }
}
