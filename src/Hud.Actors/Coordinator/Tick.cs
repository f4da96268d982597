using Akka.Actor;
using Akka.Event;

namespace Hud.Actors.Coordinator;

/// <summary>Time has passed; sent by the coordinator to itself.</summary>
public sealed class Tick : ICoordinatorCommand, INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    private Tick()
    {
    }

    public static Tick Instance { get; } = new();
}
