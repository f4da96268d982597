using System.Collections.Concurrent;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;

namespace Hud.Node.Processes;

/// <summary>A runner that is looked at: what its attempts say is counted and traced on the way.</summary>
public sealed class WatchedRunner(INodeRunner inner, NodeMeter meter) : INodeRunner
{
    private readonly ConcurrentDictionary<AttemptId, AttemptTrace> _traces = new();

    public Incarnation Incarnation => inner.Incarnation;

    public IReadOnlyCollection<NodeProtocol.StartAttempt> Holding => inner.Holding;

    public bool IsQuiet => inner.IsQuiet;

    public void Run(NodeProtocol.StartAttempt order, Action<TrialSignal> observer)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (inner.Holding.All(h => h.Attempt != order.Attempt))
        {
            meter.Began(order.Attempt, order.Slot);
            if (AttemptTrace.Of(order) is { } fresh) _traces[order.Attempt] = fresh;
        }

        inner.Run(order, signal =>
        {
            meter.Heard(order.Attempt, order.Slot, signal);
            if (_traces.TryGetValue(order.Attempt, out var trace)) trace.Heard(signal);
            if (signal is TrialOutcome) _traces.TryRemove(order.Attempt, out _);
            observer(signal);
        });
    }

    public void Expect(string slot, TrialSpec? next) => inner.Expect(slot, next);

    public void Stop(AttemptId attempt) => inner.Stop(attempt);

    public void Canary(Action<CanaryOutcome> observer) => inner.Canary(observer);

    public void Forget(AttemptId attempt) => inner.Forget(attempt);
}
