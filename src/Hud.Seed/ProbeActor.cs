using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Seed;

/// <summary>Keeps <see cref="SeedHealth"/> up to date: asks the coordinator every second, whoever hosts it. Takes this seed down,
/// to be started again, when its coordinator has a rival.</summary>
internal sealed class ProbeActor : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly SeedHealth _health;
    private readonly IActorRef _coordinator;
    private readonly RivalWatch _rivals = new();

    public ProbeActor(SeedHealth health, IActorRef coordinator, TimeProvider time)
    {
        (_health, _coordinator) = (health, coordinator);
        Receive<Look>(_ => LookAround());
        Receive<CoordinatorStanding>(_ => _health.Answered());
        Receive<JournalTrouble>(trouble =>
        {
            _health.Trouble(trouble.Message);
            if (trouble.Contested && _rivals.Contested(time.GetElapsedTime(0))) _cluster.Down(_cluster.SelfAddress);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournalTrouble));
        Timers.StartPeriodicTimer("look", Look.Instance, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private void LookAround()
    {
        _health.Sees(_cluster.State.Members.Any(m => m.Status == MemberStatus.Up && m.HasRole(ClusterNames.SeedRole)));
        _coordinator.Tell(new GetStanding());
    }

    private sealed class Look : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Look Instance { get; } = new();
    }
}
