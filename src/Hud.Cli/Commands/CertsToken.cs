using System.CommandLine;
using Hud.Actors.Security;

namespace Hud.Cli.Commands;

/// <summary><c>hud certs token</c>.</summary>
internal static class CertsToken
{
    public static Command Create(Option<bool> json)
    {
        var file = new Option<string>("--out")
        {
            Description = "File to write; it must not exist.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("token", """
            Makes the secret of the HTTP API.

            256 random bits, which let people and nodes use the API and the artifact
            store. Everybody who may gets a copy of the file; it is never printed.

            Example:
              hud certs token --out certs/token
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            TokenFile.WriteNew(path);
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            output.Say($"wrote {path}");
            output.Document(new { file = path });
            return ExitCode.Done;
        });
        return command;
    }
}
