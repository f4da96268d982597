using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

public static partial class CoordinatorDecisions
{
    /// <summary>All nodes in sight or remembered.</summary>
    public static NodesView Nodes(CoordinatorState state, Roster roster, CoordinatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(options);
        var names = roster.Nodes.Keys
            .Concat(state.Nodes.Keys)
            .Concat(state.Agenda.Busy.Keys.Select(n => n.Value))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return new NodesView([.. names.Select(name => View(state, roster.Nodes.GetValueOrDefault(name), new(name), options))]);
    }

    private static NodeView View(CoordinatorState state, NodeEntry? entry, Protocol.NodeId node, CoordinatorOptions options)
    {
        var (record, busy) = (state.Node(node), state.Agenda.BusyOn(node));
        return new NodeView(
            node, entry?.InSight ?? false,
            [
                .. from device in entry?.Offer.Devices ?? []
                   select new DeviceView(
                       device, busy.TryGetValue(device.Name, out var key) ? state.Trials[key].Current : null),
            ],
            entry?.Offer.Labels ?? [], entry?.Offer.Engine, entry?.Heard, record.Drain is not null || (entry?.Draining ?? false),
            record.Losses, record.LastLoss, record.Quarantine, entry?.Refusal,
            options.Canary && entry is not null && record.Cleared != entry.Incarnation);
    }
}
