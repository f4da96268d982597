using System.CommandLine;
using Hud.Actors.Security;

namespace Hud.Cli.Commands;

/// <summary><c>hud certs init</c>.</summary>
internal static class CertsInit
{
    public static Command Create(TimeProvider time, Option<bool> json)
    {
        var folder = CertsCommand.Folder();
        var renew = new Option<bool>("--renew")
        {
            Description = "New dates; what it issued stays valid.",
        };
        var command = new Command("init", """
            Makes a private authority, valid for ten years.

            Every machine gets authority.crt. Whoever has authority.key can let machines
            into the cluster.

            Example:
              hud certs init --out certs
            """)
        {
            folder, renew,
        };
        command.SetAction(parsed =>
        {
            var authority = new AuthorityFolder(parsed.GetRequiredValue(folder), time);
            var written = parsed.GetValue(renew) ? authority.RenewAuthority() : authority.Found();
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            output.Say($"wrote {written}");
            output.Document(new { certificate = written });
            return ExitCode.Done;
        });
        return command;
    }
}
