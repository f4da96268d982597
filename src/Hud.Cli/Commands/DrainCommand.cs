using System.CommandLine;
using Hud.Actors.Protocol;
using Hud.Cli.Remote;

namespace Hud.Cli.Commands;

/// <summary>`hud drain`: empties a node, for maintenance.</summary>
internal static class DrainCommand
{
    public static Command Create()
    {
        var node = new Argument<string>("NODE") { Description = "As 'hud nodes' names it." };
        var undo = new Option<bool>("--undo") { Description = "Have the node take work again." };
        var server = new ServerOption();
        var command = new Command("drain", """
            Has a node take nothing new, and what it computes go on elsewhere.
            The node stays, drained, until --undo.

            Examples:
              hud drain lab-2
              hud drain lab-2 --undo
              hud nodes
            """)
        {
            node, undo,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var name = parsed.GetRequiredValue(node);
            var message = cluster.Command(CommandId.New(), parsed.GetValue(undo) ? "nodes/{0}/undrain" : "nodes/{0}/drain", name);
            parsed.InvocationConfiguration.Output.WriteLine($"hud: {message}");
            return ExitCode.Done;
        });
        return command;
    }
}
