using Akka.Actor;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Trials;

/// <summary>Owns one attempt: carries the runner's signals to the coordinator and repeats the outcome until it is
/// acknowledged. Plumbing only; the attempt itself lives in the runner and outlives this actor.</summary>
public sealed class TrialActor : ReceiveActor, IWithTimers
{
    private readonly NodeProtocol.StartAttempt _order;
    private readonly ITrialRunner _runner;
    private readonly IActorRef _coordinator;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private TrialState _state;

    public TrialActor(
        NodeProtocol.StartAttempt order, NodeId node, ITrialRunner runner, IActorRef coordinator, TimeProvider time,
        ILogger log)
    {
        (_order, _runner, _coordinator, _time, _log) = (order, runner, coordinator, time, log);
        _state = TrialState.New(order.Attempt, node, order.Milestones);
        Receive<TrialProtocol.Signalled>(s => Take(s.Signal));
        Receive<TrialProtocol.StopTrial>(_ => _runner.Stop(_order.Attempt));
        Receive<TrialProtocol.Resend>(_ => _coordinator.Tell(_state.Outcome));
        Receive<ReportReceived>(r => r.Attempt == _order.Attempt && _state.Outcome is not null, Close);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(
        NodeProtocol.StartAttempt order, NodeId node, ITrialRunner runner, IActorRef coordinator, TimeProvider time,
        ILogger log) =>
        Akka.Actor.Props.Create(() => new TrialActor(order, node, runner, coordinator, time, log));

    protected override void PreStart()
    {
        var self = Self;
        _coordinator.Tell(new AcceptAttempt(_order.Attempt, _state.Node));
        _runner.Run(_order, signal => self.Tell(new TrialProtocol.Signalled(signal)));
        TrialLog.Started(_log, _order.Attempt, _order.Slot);
    }

    private void Take(TrialSignal signal)
    {
        (_state, var report) = TrialDecisions.Decide(_state, signal, _time.GetUtcNow());
        if (report is not null) _coordinator.Tell(report);
        if (signal is not TrialOutcome) return;
        TrialLog.Ended(_log, _order.Attempt, signal.GetType().Name);
        Timers.StartPeriodicTimer("resend", TrialProtocol.Resend.Instance, TimeSpan.FromSeconds(2));
    }

    private void Close(ReportReceived received)
    {
        if (received.Superseded) TrialLog.Superseded(_log, _order.Attempt);
        _runner.Forget(_order.Attempt);
        Context.Parent.Tell(new TrialProtocol.TrialClosed(_order.Attempt));
        Context.Stop(Self);
    }
}
