using Akka.Actor;
using Akka.Event;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>Keeps its parent told about one experiment: <see cref="ExperimentView"/> first, then changes, and the
/// whole view again after the coordinator was away.</summary>
public sealed class FollowerActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly string _experiment;
    private readonly IActorRef _coordinator;

    public FollowerActor(string experiment, IActorRef coordinator)
    {
        (_experiment, _coordinator) = (experiment, coordinator);
        Receive<Ask>(_ => _coordinator.Tell(new Subscribe(_experiment)));
        Receive<ExperimentUnknown>(_ => { });
        Receive<ExperimentView>(view =>
        {
            Timers.Cancel("ask");
            Context.Watch(Sender);
            Context.Parent.Tell(view);
        });
        Receive<TrialChanged>(Context.Parent.Forward);
        Receive<TrialMoved>(Context.Parent.Forward);
        Receive<Terminated>(_ => KeepAsking());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string experiment, IActorRef coordinator) =>
        Akka.Actor.Props.Create(() => new FollowerActor(experiment, coordinator));

    protected override void PreStart() => KeepAsking();

    private void KeepAsking() =>
        Timers.StartPeriodicTimer("ask", Ask.Instance, TimeSpan.Zero, Patience);

    private sealed class Ask : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Ask Instance { get; } = new();
    }
}
