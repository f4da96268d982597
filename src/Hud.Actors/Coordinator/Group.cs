using Akka.Actor;

namespace Hud.Actors.Coordinator;

/// <summary>Decisions that share one commit, with whom to answer afterwards.</summary>
internal sealed class Group
{
    public List<ICoordinatorEvent> Events { get; } = [];

    public List<(Effect Effect, IActorRef Sender)> Effects { get; } = [];

    public bool IsEmpty => Events.Count == 0 && Effects.Count == 0;

    public void Add(Decision decision, IActorRef sender)
    {
        Events.AddRange(decision.Events);
        Effects.AddRange(decision.Effects.Select(e => (e, sender)));
    }
}
