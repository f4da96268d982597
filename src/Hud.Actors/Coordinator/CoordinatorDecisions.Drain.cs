using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>Not journaled: the node itself remembers, and a wish that is lost with the coordinator is repeated by
    /// whoever waits for the node.</summary>
    private static Decision Drain(Roster roster, DrainNode c)
    {
        if (!roster.Nodes.TryGetValue(c.Node.Value, out var entry)) return Nothing(roster, new Reply(new NodeUnknown(c.Node)));
        roster = roster with
        {
            Nodes = roster.Nodes.SetItem(c.Node.Value, entry with { Draining = true }),
            ToDrain = roster.ToDrain.Add(entry.Incarnation),
        };
        return Nothing(roster, new SendDrain(c.Node), new Reply(new NodeDraining(c.Node)));
    }
}
