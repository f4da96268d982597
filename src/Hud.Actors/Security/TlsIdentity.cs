using System.Security.Cryptography.X509Certificates;

namespace Hud.Actors.Security;

/// <summary>Who this process is to others, and by whom it knows them.</summary>
/// <param name="Certificate">With its private key.</param>
/// <param name="Authority">The only root that counts.</param>
public sealed record TlsIdentity(X509Certificate2 Certificate, X509Certificate2 Authority, TimeProvider Time)
{
    /// <returns>Why a peer with this certificate is not let in, null when it is.</returns>
    public string? ObjectionTo(X509Certificate2? peer)
    {
        if (peer is null) return "it showed no certificate; every member needs one of this cluster's authority";
        return CertificateCheck.FaultOf(peer, Authority, Time.GetUtcNow()) is { } fault
            ? $"certificate of {peer.GetNameInfo(X509NameType.SimpleName, false)}: {CertificateCheck.Explain(fault, peer)}"
            : null;
    }
}
