using Akka.Actor;
using Akka.Event;

namespace Hud.Actors.Nodes;

/// <summary>Hears how a node stands with its cluster; outlives actor systems. Called from any thread, must not block.
/// </summary>
public interface INodeOutlook
{
    void Answered();

    /// <summary>This actor system serves nobody: build another one.</summary>
    void OutOfSight(string why);
}

/// <summary>The coordinator answered the node's announcement; on the event stream of its process.</summary>
public sealed class CoordinatorAnswered : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    private CoordinatorAnswered()
    {
    }

    public static CoordinatorAnswered Instance { get; } = new();
}
