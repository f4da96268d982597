using Hud.Actors.Nodes;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Actors.Coordinator;

/// <summary>Looks over a coordinator's shoulder, for one of its lives: counts and traces, decides nothing.</summary>
internal sealed class CoordinatorWatch(CoordinatorMeter meter, TimeProvider time) : IDisposable
{
    /// <summary>Nodes announce themselves every five seconds.</summary>
    private static readonly TimeSpan LatestHeartbeat = TimeSpan.FromSeconds(10);

    private readonly CoordinatorTraces _traces = new();
    private QueueClock _queue = new(time.GetUtcNow());
    private CoordinatorGauges? _gauges;

    /// <summary>The coordinator has read its journal and begins.</summary>
    public void Begin(Func<(CoordinatorState State, Roster Roster)> look, CoordinatorOptions options)
    {
        _queue = new QueueClock(time.GetUtcNow());
        _gauges?.Dispose();
        _gauges = new CoordinatorGauges(look, options, time);
    }

    /// <param name="before">The roster before the decision.</param>
    /// <param name="after">The roster after it.</param>
    public void Decided(ICoordinatorCommand command, Roster before, Roster after)
    {
        if (after.Stale > before.Stale) meter.Stale();
        switch (command)
        {
            case AnnounceNode node when before.Nodes.GetValueOrDefault(node.Node.Value) is { } last
                && last.Incarnation == node.Incarnation && time.GetUtcNow() - last.Heard > LatestHeartbeat:
                meter.Late();
                break;
            case SubmitExperiment { Trace: { } trace } submit: _traces.Submitted(submit.Plan.Id, trace); break;
            default: break;
        }
    }

    /// <summary>The facts are in the journal.</summary>
    /// <param name="took">From handing them over.</param>
    public void Durable(IReadOnlyList<ICoordinatorEvent> facts, TimeSpan took)
    {
        meter.Journal.Written(took, facts.Count);
        foreach (var fact in facts)
        {
            var since = _queue.Take(fact);
            meter.Durable(fact, fact is TrialAssigned a && since is { } ready ? a.At - ready : TimeSpan.Zero);
            _traces.Durable(fact, since);
        }
    }

    /// <summary>The order with its trace, for the node to go on with.</summary>
    public NodeProtocol.StartAttempt Marked(NodeProtocol.StartAttempt order) => _traces.Marked(order);

    /// <param name="operation">See <see cref="Persistence.JournalMeter"/>.</param>
    public void JournalFailed(string operation) => meter.Journal.Failed(operation);

    public void Dispose()
    {
        _gauges?.Dispose();
        _traces.Dispose();
    }
}
