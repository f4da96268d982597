using System.CommandLine;
using Hud.Actors.Security;
using Hud.Experiments;

namespace Hud.Cli.Commands;

/// <summary><c>hud certs node</c>.</summary>
internal static class CertsNode
{
    private const int MostDays = 3650;

    public static Command Create(TimeProvider time, Option<bool> json)
    {
        var name = new Argument<string>("NAME") { Description = "The machine's host name." };
        var hosts = new Option<string[]>("--host")
        {
            Description = "A further name or address of it; may be repeated.",
            HelpName = "HOST",
        };
        var days = new Option<int>("--days")
        {
            Description = $"How long it is valid, 1 to {MostDays}.",
            HelpName = "N",
            DefaultValueFactory = _ => 365,
        };
        var renew = new Option<bool>("--renew")
        {
            Description = "New dates; key and hosts stay, unless --host is given.",
        };
        var folder = CertsCommand.Folder();
        var command = new Command("node", """
            Makes certificate and key of one machine.

            They are NAME.crt and NAME.key, for a seed or a node.

            Examples:
              hud certs node seed --host 10.0.0.1 --host seed.lab --out certs
              hud certs node seed --renew --out certs
            """)
        {
            name, hosts, days, renew, folder,
        };
        command.SetAction(parsed =>
        {
            var lifetime = parsed.GetValue(days);
            if (lifetime is < 1 or > MostDays) throw new InputException("--days", null, $"{lifetime}", $"1 to {MostDays}");
            var authority = new AuthorityFolder(parsed.GetRequiredValue(folder), time);
            var (who, names) = (parsed.GetRequiredValue(name), parsed.GetValue(hosts) ?? []);
            var written = parsed.GetValue(renew)
                ? authority.Renew(who, names, TimeSpan.FromDays(lifetime))
                : authority.Issue(who, names, TimeSpan.FromDays(lifetime));
            using var certificate = CertificateFile.Read(written);
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            output.Say($"wrote {written}, valid until {certificate.NotAfter.ToUniversalTime():u}");
            output.Document(new
            {
                certificate = written,
                key = Path.ChangeExtension(written, ".key"),
                hosts = CertificateFile.HostsOf(certificate),
                valid_until = certificate.NotAfter.ToUniversalTime(),
            });
            return ExitCode.Done;
        });
        return command;
    }
}
