using System.Collections.Immutable;
using Akka.Actor;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Results;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Bench.Control;

/// <summary>A node whose trials compute nothing: it speaks the whole protocol, resends included.</summary>
internal sealed class SimulatedNode : ReceiveActor, IWithTimers
{
    private static readonly TrialResult Result = new(
        [new MetricValue("point_fidelity", 1, 0.99, null)], ImmutableSortedDictionary<string, string>.Empty,
        ImmutableSortedDictionary<string, double>.Empty, ImmutableSortedDictionary<string, string>.Empty);

    private readonly NodeId _node;
    private readonly Incarnation _life = Incarnation.New();
    private readonly NodeOffer _offer;
    private readonly IActorRef _coordinator;
    private readonly TimeSpan _work;
    private readonly Dictionary<AttemptId, string> _held = [];
    private readonly HashSet<AttemptId> _ended = [];
    private long _order;

    /// <param name="recorded">Counts down with every result that is recorded.</param>
    /// <param name="work">How long each trial takes.</param>
    public SimulatedNode(string name, int slots, IActorRef coordinator, CountdownEvent recorded, TimeSpan work)
    {
        (_node, _offer, _coordinator, _work) = (new NodeId(name), NodeOffer.Of(Device.Cpus(slots, 1)), coordinator, work);
        Receive<NodeProtocol.StartAttempt>(Work);
        Receive<AttemptId>(End);
        Receive<ReportReceived>(done =>
        {
            _ended.Remove(done.Attempt);
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
        if (_work == TimeSpan.Zero)
        {
            End(order.Attempt);
            return;
        }

        _coordinator.Tell(new ReportProgress(order.Attempt, _node, new ChildProgress(TrialPhase.Train, 1, 100, 0.5, 0.01)));
        Timers.StartSingleTimer(order.Attempt, order.Attempt, _work);
    }

    private void End(AttemptId attempt)
    {
        _ended.Add(attempt);
        _coordinator.Tell(new ReportResult(attempt, _node, Result));
    }

    private void Announce()
    {
        foreach (var attempt in _ended) _coordinator.Tell(new ReportResult(attempt, _node, Result));
        _coordinator.Tell(new AnnounceNode(
            _node, _life, _offer, Draining: false, [.. _held.Select(h => new HeldAttempt(h.Key, h.Value))], _order,
            TimeProvider.System.GetUtcNow()));
    }
}
