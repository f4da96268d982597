using System.Collections.Immutable;
using Akka.Hosting;
using Hud.Actors.Hosting;
using Hud.Actors.Protocol;
using Hud.Node.Processes;

namespace Hud.Node;

/// <summary>Who this node is.</summary>
/// <param name="Slots">Devices that can run one attempt each: cpu:0, cuda:0, ...</param>
public sealed record NodeOptions(NodeId Node, ImmutableArray<string> Slots);

/// <summary>The worker's part of an actor system.</summary>
public static class NodeHost
{
    /// <param name="runner">Owned by the caller; outlives the actor system.</param>
    public static AkkaConfigurationBuilder AddNode(
        this AkkaConfigurationBuilder builder, NodeOptions options, ChildProcessRunner runner)
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddNodeActor(options.Node, options.Slots, runner);
    }
}
