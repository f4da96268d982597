using System.CommandLine;
using Hud.Cli.Remote;

namespace Hud.Cli.Commands;

/// <summary>`hud nodes`: who computes for a cluster.</summary>
internal static class NodesCommand
{
    public static Command Create()
    {
        var server = new ServerOption();
        var json = new Option<bool>("--json") { Description = "One JSON document instead of text." };
        var command = new Command("nodes", """
            Shows the nodes of a cluster, their devices and what they compute.

            Examples:
              hud nodes
              hud nodes --server http://10.0.0.1:4780 --json
            """)
        {
            json,
        };
        server.AddTo(command);
        command.SetAction(parsed =>
        {
            using var cluster = server.Connect(parsed, TimeProvider.System);
            var nodes = cluster.Nodes().Nodes;
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            foreach (var line in StatusText.Nodes(nodes)) output.Say(line);
            output.Document(new
            {
                Nodes = nodes.Select(n => new
                {
                    Node = n.Node.Value,
                    n.InSight,
                    Devices = n.Devices.Select(d => new
                    {
                        d.Device.Name,
                        d.Device.Kind,
                        d.Device.Threads,
                        d.Device.MemoryBytes,
                        Running = d.Running?.ToString(),
                    }),
                    n.Labels,
                    n.LastHeard,
                    n.Draining,
                    n.Losses,
                    n.LastLoss,
                    Quarantine = n.Quarantine?.Reason,
                    n.Refusal,
                    n.AwaitsCanary,
                }),
            });
            return ExitCode.Done;
        });
        return command;
    }
}
