namespace Hud.Actors.Nodes;

/// <summary>Hears how a node stands with its cluster; outlives actor systems. Called from any thread, must not block.
/// </summary>
public interface INodeOutlook
{
    /// <param name="draining">The node takes nothing new.</param>
    void Answered(bool draining);

    /// <summary>This actor system serves nobody: build another one.</summary>
    void OutOfSight(string why);
}

/// <summary>The coordinator answered the node's announcement; on the event stream of its process.</summary>
public sealed record CoordinatorAnswered(bool Draining) : Akka.Actor.INoSerializationVerificationNeeded, Akka.Event.IDeadLetterSuppression;
