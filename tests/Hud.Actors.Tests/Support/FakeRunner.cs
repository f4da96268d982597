using System.Collections.Concurrent;
using Hud.Actors.Coordinator;
using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;

namespace Hud.Actors.Tests.Support;

/// <summary>A runner whose attempts do what the test says.</summary>
internal sealed class FakeRunner : ITrialRunner
{
    private readonly ConcurrentDictionary<AttemptId, (NodeProtocol.StartAttempt Order, Action<TrialSignal> Observer)> _held = new();

    public BlockingCollection<AttemptId> Started { get; } = [];

    public Incarnation Incarnation { get; init; } = Some.Life;

    public IReadOnlyCollection<NodeProtocol.StartAttempt> Holding => [.. _held.Values.Select(h => h.Order)];

    public void Run(NodeProtocol.StartAttempt order, Action<TrialSignal> observer)
    {
        _held[order.Attempt] = (order, observer);
        Started.Add(order.Attempt);
    }

    public BlockingCollection<(string Slot, TrialSpec? Next)> Expected { get; } = [];

    public void Expect(string slot, TrialSpec? next) => Expected.Add((slot, next));

    public void Stop(AttemptId attempt) => Say(attempt, new TrialEnded(LossReason.Stopped, "asked to leave"));

    /// <summary>What its canaries compute.</summary>
    public CanaryOutcome Canaries { get; init; } = new("fake", new string('d', 64), null, null);

    public void Canary(Action<CanaryOutcome> observer) => observer(Canaries);

    public void Forget(AttemptId attempt) => _held.TryRemove(attempt, out _);

    public void Say(AttemptId attempt, TrialSignal signal) => _held[attempt].Observer(signal);
}
