using Akka.Hosting;
using Hud.Actors.Hosting;
using Hud.Actors.Protocol;
using Hud.Node.Processes;

namespace Hud.Node;

/// <summary>The worker's part of an actor system.</summary>
public static class NodeHost
{
    /// <param name="runner">Owned by the caller; outlives the actor system.</param>
    public static AkkaConfigurationBuilder AddNode(
        this AkkaConfigurationBuilder builder, NodeOptions options, INodeRunner runner)
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.AddNodeActor(options.Node, NodeOffer.Of(options.Devices, options.Labels), runner);
    }
}
