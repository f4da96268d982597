using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hud.Actors.Security;

namespace Hud.Cli.Commands;

/// <summary><c>hud certs show</c>.</summary>
internal static class CertsShow
{
    public static Command Create(TimeProvider time, Option<bool> json)
    {
        var file = new Argument<string>("FILE") { Description = "A certificate in PEM form." };
        var authority = new Option<string?>("--authority")
        {
            Description = "The authority's. Default: authority.crt beside FILE.",
            HelpName = "FILE",
        };
        var command = new Command("show", """
            Says whose a certificate is and whether it is good.

            Exit code 1 when its cluster would not accept it, with the reason.

            Example:
              hud certs show certs/lab-1.crt
            """)
        {
            file, authority,
        };
        command.SetAction(parsed => Show(
            parsed.GetRequiredValue(file), parsed.GetValue(authority), time.GetUtcNow(),
            new CommandOutput(parsed, parsed.GetValue(json))));
        return command;
    }

    private static int Show(string file, string? authority, DateTimeOffset now, CommandOutput output)
    {
        using var certificate = CertificateFile.Read(file);
        var problem = Problem(certificate, authority ?? Beside(file), now);
        var (name, issuer) = (certificate.GetNameInfo(X509NameType.SimpleName, false), certificate.GetNameInfo(X509NameType.SimpleName, true));
        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        output.Say($"name         {name}");
        output.Say($"issued by    {issuer}");
        output.Say($"hosts        {string.Join(", ", CertificateFile.HostsOf(certificate))}");
        output.Say($"valid        {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}");
        output.Say($"fingerprint  {fingerprint}");
        output.Say(problem is null ? "ok" : $"BAD: {problem}");
        output.Document(new
        {
            name,
            issuer,
            hosts = CertificateFile.HostsOf(certificate),
            valid_from = certificate.NotBefore.ToUniversalTime(),
            valid_until = certificate.NotAfter.ToUniversalTime(),
            fingerprint,
            problem,
        });
        return problem is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static string? Problem(X509Certificate2 certificate, string? authority, DateTimeOffset now)
    {
        if (authority is null) return "no authority to judge it by; name one with --authority FILE";
        using var root = CertificateFile.Read(authority);
        // The authority's own certificate is good for what it is for: vouching.
        var fault = certificate.RawDataMemory.Span.SequenceEqual(root.RawDataMemory.Span)
            ? CertificateCheck.DateFault(root, now)
            : CertificateCheck.FaultOf(certificate, root, now);
        return fault is { } found ? CertificateCheck.Explain(found, certificate) : null;
    }

    private static string? Beside(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, $"{AuthorityFolder.AuthorityName}.crt");
        return File.Exists(path) ? path : null;
    }
}
