using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Microsoft.Extensions.Logging;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Nodes;

/// <summary>A machine's devices: announces them, takes orders, starts one trial actor per attempt. Plumbing only.
/// </summary>
public sealed class NodeActor : ReceiveActor, IWithTimers
{
    private readonly ITrialRunner _runner;
    private readonly IActorRef _coordinator;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HashSet<IActorRef> _drainers = [];
    private NodeState _state;

    public NodeActor(
        NodeId node, NodeOffer offer, ITrialRunner runner, IActorRef coordinator, TimeProvider time,
        ILogger<NodeActor> log)
    {
        (_runner, _coordinator, _time, _log) = (runner, coordinator, time, log);
        _state = NodeState.New(node, runner.Incarnation, offer);
        Receive<NodeProtocol.StartAttempt>(o => Take(NodeDecisions.Start(_state, o)));
        Receive<NodeProtocol.StopAttempt>(s => Take(NodeDecisions.Stop(_state, s)));
        Receive<NodeProtocol.ExpectTrial>(e => Take(NodeDecisions.Expect(_state, e)));
        Receive<NodeProtocol.RunCanary>(_ => Take(NodeDecisions.Canary(_state)));
        Receive<CanaryEnded>(e => Take(NodeDecisions.CanaryEnded(_state, e.Outcome)));
        Receive<NodeProtocol.Drain>(_ => Drain());
        Receive<TrialProtocol.TrialClosed>(c => Take(NodeDecisions.Closed(_state, c.Attempt)));
        Receive<NodeAnnounced>(a => a.Incarnation == _state.Incarnation, _ => Answered(null));
        Receive<NodeRefused>(r => r.Incarnation == _state.Incarnation, r => Answered(r.Reason));
        Receive<Announce>(_ => SayWhoIAm());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(
        NodeId node, NodeOffer offer, ITrialRunner runner, IActorRef coordinator, TimeProvider time,
        ILogger<NodeActor> log) =>
        Akka.Actor.Props.Create(() => new NodeActor(node, offer, runner, coordinator, time, log));

    protected override void PreStart()
    {
        // Attempts that an earlier actor system of this process left in the runner go on as if nothing had happened.
        foreach (var order in _runner.Holding.OrderBy(o => o.Order)) Take(NodeDecisions.Start(_state, order));
        SayWhoIAm();
    }

    private void SayWhoIAm()
    {
        var pause = TimeSpan.FromSeconds(_state.Announced ? 5 : 0.5);
        _state = _state with { Announced = false };
        Carry(NodeDecisions.Announcement(_state, _time.GetUtcNow()));
        Timers.StartSingleTimer("announce", Announce.Instance, pause);
    }

    private void Answered(string? refusal)
    {
        if (refusal is not null && refusal != _state.Refusal) NodeLog.Refused(_log, refusal);
        _state = _state with { Announced = true, Refusal = refusal };
        Context.System.EventStream.Publish(CoordinatorAnswered.Instance);
    }

    private void Drain()
    {
        _drainers.Add(Sender);
        NodeLog.Draining(_log, _state.Held.Count);
        Take(NodeDecisions.Drain(_state, _time.GetUtcNow()));
    }

    private void Take((NodeState State, ImmutableArray<NodeEffect> Effects) decided)
    {
        _state = decided.State;
        foreach (var effect in decided.Effects) Carry(effect);
    }

    private void Carry(NodeEffect effect)
    {
        switch (effect)
        {
            case Launch launch:
                Context.ActorOf(
                    TrialActor.Props(launch.Order, _state.Node, _runner, _coordinator, _time, _log),
                    NameOf(launch.Order.Attempt));
                break;
            case Halt halt: Context.Child(NameOf(halt.Attempt)).Tell(TrialProtocol.StopTrial.Instance); break;
            case Foresee foresee: _runner.Expect(foresee.Slot, foresee.Next); break;
            case Report report: _coordinator.Tell(report.Command); break;
            case StartCanary: ComputeCanary(); break;
            case SayDrained:
                foreach (var asker in _drainers) asker.Tell(new NodeProtocol.Drained(_state.Node));
                break;
            default: throw new InvalidOperationException($"unknown effect {effect.GetType().Name}");
        }
    }

    private void ComputeCanary()
    {
        var self = Self;
        _runner.Canary(outcome => self.Tell(new CanaryEnded(outcome)));
    }

    private static string NameOf(AttemptId attempt) => $"{attempt.Trial.Value}-{attempt.Number}";

    private sealed record CanaryEnded(CanaryOutcome Outcome) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed class Announce : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Announce Instance { get; } = new();
    }
}
