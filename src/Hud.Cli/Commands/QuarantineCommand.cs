using System.CommandLine;
using Hud.Actors.Protocol;
using Hud.Cli.Remote;

namespace Hud.Cli.Commands;

/// <summary>`hud quarantine`: keeps a node that a person distrusts from work, or a trial from being computed.</summary>
internal static class QuarantineCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("NODE|TRIAL") { Description = "As 'hud nodes' names it, or a trial's first digits." };
        var reason = new Option<string?>("--reason") { Description = "For other people; 'hud nodes' and 'hud why' tell it.", HelpName = "TEXT" };
        var server = new ServerOption();
        var command = new Command("quarantine", """
            Gives a node nothing new, or sets a trial aside.
            What the node computes goes on to its end ('hud drain' moves it); 'hud release'
            ends its quarantine. The trial is stopped and counts as failed until 'hud retry'.

            Examples:
              hud quarantine lab-2 --reason "its fan is loud"
              hud quarantine 5c5bf7c209b8
            """)
        {
            target, reason,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var name = parsed.GetRequiredValue(target);
            // A node may be named like the first digits of a trial; its whole name was typed, so it is meant.
            var path = cluster.Nodes().Nodes.Any(n => n.Node.Value == name) ? "nodes/{0}/quarantine" : "trials/{0}/quarantine";
            var message = cluster.Command(CommandId.New(), path, name, parsed.GetValue(reason));
            parsed.InvocationConfiguration.Output.WriteLine($"hud: {message}");
            return ExitCode.Done;
        });
        return command;
    }
}
