using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Hud.Actors.Protocol;

namespace Hud.Actors.Nodes;

/// <summary>Tells the node's process when its actor system no longer serves a control plane. Plumbing only.</summary>
public sealed class WatchdogActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly INodeOutlook _outlook;
    private readonly TimeProvider _time;
    private WatchdogState _state;

    public WatchdogActor(TimeSpan patience, INodeOutlook outlook, TimeProvider time)
    {
        (_outlook, _time) = (outlook, time);
        _state = new WatchdogState(Now, patience);
        Receive<CoordinatorAnswered>(_ => Answered());
        Receive<Look>(_ => LookAround());
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(TimeSpan patience, INodeOutlook outlook, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new WatchdogActor(patience, outlook, time));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(CoordinatorAnswered));
        Timers.StartPeriodicTimer("look", Look.Instance, Period);
    }

    private void Answered()
    {
        _state = _state with { Answered = Now };
        _outlook.Answered();
    }

    private void LookAround()
    {
        var members = _cluster.State.Members;
        var seeds = members.Count(m => m.Status == MemberStatus.Up && m.HasRole(ClusterNames.SeedRole));
        (_state, var why) = WatchdogDecisions.Look(_state, members.Count, seeds, Now);
        if (why is not null) _outlook.OutOfSight(why);
    }

    private sealed class Look : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static Look Instance { get; } = new();
    }
}
