using System.CommandLine;
using Hud.Cli.Doctor;
using Hud.Engine.Scenes;

namespace Hud.Cli.Commands;

/// <summary><c>hud doctor</c>: can this machine do the main job?</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder with the scenes' files.", HelpName = "DIR" };
        var output = new Option<string>("--out")
        {
            Description = "Folder for runs.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "runs",
        };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("doctor", """
            Looks at what this machine offers: libraries, processor, memory, disk, scenes. Exit code 1 when the main job
            can't run here.

            Examples:
              hud doctor
              hud doctor --data /scenes --json
            """)
        {
            data, output, json,
        };
        command.SetAction(parsed =>
        {
            List<Finding> findings =
            [
                .. MachineFindings.Of(parsed.GetValue(output)!),
                .. SceneFindings.Of(SceneFolders.Default(parsed.GetValue(data))),
            ];
            var console = new CommandOutput(parsed, parsed.GetValue(json));
            foreach (var finding in findings)
            {
                console.Say($"{(finding.Ok ? "ok  " : "BAD ")} {finding.Name,-11} {finding.Found}");
                if (finding.Advice is { } advice) console.Say($"     {"",-11} {advice}");
            }

            console.Document(findings);
            return findings.TrueForAll(f => f.Ok) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
