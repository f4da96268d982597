using Akka.Actor;
using Akka.Pattern;
using Akka.Persistence;
using Hud.Actors.Persistence;
using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>The only writer of the journal. Plumbing: decides against the state as it will be, journals in groups, and
/// answers only once the group is durable. All commands that wait in the mailbox share one commit.</summary>
public sealed partial class CoordinatorActor : ReceivePersistentActor, IWithTimers
{
    /// <summary>What it runs on; set up with the journal.</summary>
    internal const string Dispatcher = "hud.coordinator-dispatcher";

    private readonly CoordinatorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Dictionary<NodeId, IActorRef> _nodes = [];
    private readonly Subscriptions _subscriptions = new();
    private readonly CoordinatorWatch _watch;

    /// <summary>What is durable; queries and publications see this.</summary>
    private CoordinatorState _state = CoordinatorState.Empty;

    /// <summary>What will be durable after the open group; decisions are made against this.</summary>
    private CoordinatorState _ahead = CoordinatorState.Empty;
    private Roster _roster = Roster.Empty;
    private Group _group = new();
    private long _eventsSinceSnapshot;
    private (long Newest, long Second) _snapshots;

    public CoordinatorActor(CoordinatorOptions options, TimeProvider time, ILogger<CoordinatorActor> log, CoordinatorMeter meter)
    {
        (_options, _time, _log, _watch) = (options, time, log, new CoordinatorWatch(meter, time));
        Recover<SnapshotOffer>(offer => _state = ((CoordinatorState)offer.Snapshot).WithSpecs());
        Recover<ICoordinatorEvent>(e => _state = CoordinatorDecisions.Apply(_state, e));
        Recover<RecoveryCompleted>(_ => Recovered());
        Command<ICoordinatorCommand>(Decide);
        Command<Flush>(_ => Commit());
        Command<GetExperiment>(q => Answer(q.Experiment, subscribe: false));
        Command<GetTrials>(q => Sender.Tell(CoordinatorQueries.Trials(_state, q)));
        Command<Subscribe>(q => Answer(q.Experiment, subscribe: true));
        Command<GetNodes>(_ => Sender.Tell(CoordinatorDecisions.Nodes(_state, _roster, _options)));
        Command<GetWhy>(q => Sender.Tell(CoordinatorDecisions.Why(_state, _roster, q, _time.GetUtcNow(), _options)));
        Command<ListExperiments>(_ => Sender.Tell(CoordinatorQueries.Experiments(_state)));
        Command<GetRunning>(_ => Sender.Tell(CoordinatorQueries.Running(_state, _roster)));
        Command<GetStanding>(_ => Sender.Tell(new CoordinatorStanding(_state.Experiments.Count, _state.Trials.Count)));
        Command<Terminated>(t => Gone(t.ActorRef));
        Command<SaveSnapshotSuccess>(saved => DropSnapshotsBut(saved.Metadata.SequenceNr));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(f => CoordinatorLog.SnapshotFailed(_log, f.Cause));
        Command<SaveSnapshotFailure>(f => SnapshotFailed(f.Cause));
    }

    public override string PersistenceId => ClusterNames.Coordinator;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The coordinator inside its backoff supervisor: a persistent actor stops for good after a failed write,
    /// and a cluster singleton that stopped is never started again by itself.</summary>
    /// <param name="meter">Counts what happens; null for one of its own.</param>
    public static Props Supervised(
        CoordinatorOptions options, TimeProvider time, ILogger<CoordinatorActor> log, CoordinatorMeter? meter = null)
    {
        var counted = meter ?? new CoordinatorMeter();
        return BackoffSupervisor.Props(Backoff
            .OnStop(
                Props.Create(() => new CoordinatorActor(options, time, log, counted)).WithDispatcher(Dispatcher),
                ClusterNames.Coordinator,
                minBackoff: TimeSpan.FromSeconds(0.5), maxBackoff: TimeSpan.FromSeconds(15), randomFactor: 0.2,
                maxNrOfRetries: -1)
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop)));
    }

    protected override void PostStop()
    {
        _watch.Dispose();
        base.PostStop();
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        CoordinatorLog.PersistFailed(_log, sequenceNr, cause);
        _watch.JournalFailed(JournalMeter.Write);
        Context.System.EventStream.Publish(new JournalTrouble(cause.Message) { Contested = JournalFence.Held(cause) });
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        // The state ahead already holds the rejected event: only a fresh start from the journal is right again.
        CoordinatorLog.PersistFailed(_log, sequenceNr, cause);
        _watch.JournalFailed(JournalMeter.Write);
        Context.System.EventStream.Publish(new JournalTrouble(cause.Message));
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        CoordinatorLog.RecoveryFailed(_log, reason);
        _watch.JournalFailed(JournalMeter.Recovery);
        Context.System.EventStream.Publish(new JournalTrouble(reason.Message));
        base.OnRecoveryFailure(reason, message);
    }

    private void Recovered()
    {
        _ahead = _state;
        _watch.Begin(() => (_state, _roster), _options);
        Timers.StartPeriodicTimer("tick", Tick.Instance, _options.Tick);
        CoordinatorLog.Recovered(_log, LastSequenceNr, _state.Experiments.Count, _state.Trials.Count);
    }

    private void Decide(ICoordinatorCommand command)
    {
        if (command is AnnounceNode node) Remember(node.Node);
        var decision = CoordinatorDecisions.Decide(_ahead, _roster, command, _time.GetUtcNow(), _options);
        if (decision.Roster.Stale > _roster.Stale) CoordinatorLog.StaleReport(_log, command.GetType().Name, decision.Roster.Stale);
        _watch.Decided(command, _roster, decision.Roster);
        _roster = decision.Roster;
        _ahead = decision.After!;

        var first = _group.IsEmpty;
        _group.Add(decision, Sender);
        if (_group.Events.Count == 0 || _group.Events.Count >= _options.MaxBatch) Commit();
        else if (first) Self.Tell(Flush.Instance);
    }

    private void Commit()
    {
        var group = _group;
        _group = new Group();
        if (group.Events.Count == 0)
        {
            Carry(group);
            return;
        }

        var left = group.Events.Count;
        var after = _ahead;
        var begun = _time.GetTimestamp();
        PersistAll(group.Events, _ =>
        {
            if (--left > 0) return;
            _state = after;
            _watch.Durable(group.Events, _time.GetElapsedTime(begun));
            Carry(group);
            Publish(group.Events);
            SnapshotWhenDue(group.Events.Count);
        });
    }

    /// <summary>A snapshot costs as much as the state is large, so it comes the more seldom the larger that is.</summary>
    private void SnapshotWhenDue(int events)
    {
        _eventsSinceSnapshot += events;
        if (_eventsSinceSnapshot < Math.Max(_options.SnapshotEvery, _state.Trials.Count / 4)) return;
        _eventsSinceSnapshot = 0;
        SaveSnapshot(_state);
    }

    /// <summary>The newest two stay, the older one for a person whose newest is damaged. Saves may end in any order.</summary>
    private void DropSnapshotsBut(long saved)
    {
        _snapshots = saved > _snapshots.Newest ? (saved, _snapshots.Newest) : (_snapshots.Newest, Math.Max(_snapshots.Second, saved));
        if (_snapshots.Second > 0) DeleteSnapshots(new SnapshotSelectionCriteria(_snapshots.Second - 1));
    }

    private void SnapshotFailed(Exception cause)
    {
        CoordinatorLog.SnapshotFailed(_log, cause);
        _watch.JournalFailed(JournalMeter.Snapshot);
    }

    private sealed class Flush : INoSerializationVerificationNeeded
    {
        public static Flush Instance { get; } = new();
    }
}
