using System.Collections.Immutable;
using Akka.Actor;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Experiments.Results;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>A node whose trials take no time: it speaks the whole protocol, resends included.</summary>
internal sealed class SimulatedNode : ReceiveActor, IWithTimers
{
    private static readonly TrialResult Result = new(
        [new MetricValue("point_fidelity", 1, 0.99, null)], ImmutableSortedDictionary<string, string>.Empty,
        ImmutableSortedDictionary<string, double>.Empty, ImmutableSortedDictionary<string, string>.Empty);

    private readonly NodeId _node;
    private readonly Incarnation _life = Incarnation.New();
    private readonly NodeOffer _offer;
    private readonly IActorRef _coordinator;
    private readonly Dictionary<AttemptId, string> _held = [];
    private long _order;

    public SimulatedNode(string name, int slots, IActorRef coordinator, CountdownEvent recorded)
    {
        (_node, _offer, _coordinator) = (new NodeId(name), NodeOffer.Of(Device.Cpus(slots, 1)), coordinator);
        Receive<NodeProtocol.StartAttempt>(Work);
        Receive<ReportReceived>(done =>
        {
            if (_held.Remove(done.Attempt)) recorded.Signal();
        });
        Receive<string>(_ => Announce());
        ReceiveAny(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer("announce", "announce", TimeSpan.Zero, TimeSpan.FromSeconds(2));

    private void Work(NodeProtocol.StartAttempt order)
    {
        _order = Math.Max(_order, order.Order);
        _held[order.Attempt] = order.Slot;
        _coordinator.Tell(new AcceptAttempt(order.Attempt, _node));
        _coordinator.Tell(new ReportResult(order.Attempt, _node, Result));
    }

    private void Announce()
    {
        foreach (var attempt in _held.Keys) _coordinator.Tell(new ReportResult(attempt, _node, Result));
        _coordinator.Tell(new AnnounceNode(
            _node, _life, _offer, Draining: false, [.. _held.Select(h => new HeldAttempt(h.Key, h.Value))], _order,
            TimeProvider.System.GetUtcNow()));
    }
}
