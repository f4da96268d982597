using Akka.Event;

namespace Hud.Actors.Coordinator;

/// <summary>The journal refused a write or a read; the coordinator starts again after a pause. Published on the
/// event stream of its process for whoever talks to a person.</summary>
public sealed record JournalTrouble(string Message) : Akka.Actor.INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    /// <summary>Another coordinator has written in between.</summary>
    public bool Contested { get; init; }
}
