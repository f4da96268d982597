using System.Collections.Immutable;
using System.Diagnostics;
using Akka.Actor;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
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
    private readonly TimeSpan _lasting;
    private readonly List<double>? _pauses;
    private readonly Dictionary<AttemptId, string> _held = [];
    private readonly HashSet<AttemptId> _ended = [];
    private readonly Dictionary<string, long> _idle = [];
    private long _order;

    public SimulatedNode(
        string name, int slots, IActorRef coordinator, CountdownEvent recorded, TimeSpan lasting, List<double>? pauses)
    {
        (_node, _offer, _coordinator) = (new NodeId(name), NodeOffer.Of(Device.Cpus(slots, 1)), coordinator);
        (_lasting, _pauses) = (lasting, pauses);
        Receive<NodeProtocol.StartAttempt>(Work);
        Receive<ReportReceived>(done =>
        {
            _ended.Remove(done.Attempt);
            if (_held.Remove(done.Attempt)) recorded.Signal();
        });
        Receive<AttemptId>(End);
        Receive<string>(_ => Announce());
        ReceiveAny(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer("announce", "announce", TimeSpan.Zero, TimeSpan.FromSeconds(2));

    private void Work(NodeProtocol.StartAttempt order)
    {
        _order = Math.Max(_order, order.Order);
        var repeated = !_held.TryAdd(order.Attempt, order.Slot);
        _coordinator.Tell(new AcceptAttempt(order.Attempt, _node));
        if (_lasting == TimeSpan.Zero) _coordinator.Tell(new ReportResult(order.Attempt, _node, Result));
        else if (!repeated) Begin(order);
    }

    private void Begin(NodeProtocol.StartAttempt order)
    {
        if (_pauses is not null && _idle.TryGetValue(order.Slot, out var since))
            lock (_pauses) _pauses.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        var self = Self;
        Task.Delay(_lasting, TimeProvider.System).ContinueWith(_ => self.Tell(order.Attempt), TaskScheduler.Default);
    }

    private void End(AttemptId attempt)
    {
        _idle[_held[attempt]] = Stopwatch.GetTimestamp();
        _ended.Add(attempt);
        _coordinator.Tell(new ReportResult(attempt, _node, Result));
    }

    private void Announce()
    {
        foreach (var attempt in _lasting == TimeSpan.Zero ? [.. _held.Keys] : _ended) _coordinator.Tell(new ReportResult(attempt, _node, Result));
        _coordinator.Tell(new AnnounceNode(
            _node, _life, _offer, Draining: false, [.. _held.Select(h => new HeldAttempt(h.Key, h.Value))], _order,
            TimeProvider.System.GetUtcNow()));
    }
}
