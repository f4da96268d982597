using System.CommandLine;

namespace Hud.Cli.Commands;

/// <summary><c>hud certs</c>: a private authority, the certificates of the machines, and the token.</summary>
internal static class CertsCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = new Option<bool>("--json")
        {
            Description = "One JSON document on standard output.",
            Recursive = true,
        };
        return new Command("certs", """
            Makes the certificates by which the machines of a cluster know each other,
            and the token of its HTTP API. Keys and tokens are readable by their owner
            alone. Nothing is overwritten.

            Examples:
              hud certs init --out certs
              hud certs node lab-1 --host 10.0.0.1 --out certs
              hud certs node lab-1 --renew --out certs
              hud certs show certs/lab-1.crt
              hud certs token --out certs/token

            Each machine needs authority.crt and its own NAME.crt and NAME.key;
            authority.key stays where it was made.
            """)
        {
            json,
            CertsInit.Create(time, json),
            CertsNode.Create(time, json),
            CertsShow.Create(time, json),
            CertsToken.Create(json),
        };
    }

    internal static Option<string> Folder() => new("--out")
    {
        Description = "Folder of the authority and its certificates.",
        HelpName = "DIR",
        Required = true,
    };
}
