using Hud.Actors.Nodes;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Trials;

/// <summary>Runs attempts outside the actor world and outlives actor systems. Thread-safe. Outcomes are kept until
/// <see cref="Forget"/>, so an actor that comes late, or again, still learns them.</summary>
public interface ITrialRunner
{
    /// <summary>This process's life: attempts held by another one are gone.</summary>
    Incarnation Incarnation { get; }

    /// <summary>Attempts that run or whose outcome nobody has acknowledged, with the order that started them.</summary>
    IReadOnlyCollection<NodeProtocol.StartAttempt> Holding { get; }

    /// <summary>Starts an attempt, or only attaches <paramref name="observer"/> to it when it is held already. The
    /// observer is called from any thread, must not block, and replaces the one before.</summary>
    void Run(NodeProtocol.StartAttempt order, Action<TrialSignal> observer);

    /// <summary>A trial that the slot may get next: a chance to prepare, and no promise. Null when nothing comes: what was
    /// prepared is dropped.</summary>
    void Expect(string slot, TrialSpec? next);

    /// <summary>Asks an attempt to checkpoint and leave; after the grace it is killed. No effect on an ended one.</summary>
    void Stop(AttemptId attempt);

    /// <summary>Computes the engine's canary in a child process of the usual kind. The observer is called once, from any
    /// thread, and must not block.</summary>
    void Canary(Action<CanaryOutcome> observer);

    /// <summary>Drops an ended attempt's outcome.</summary>
    void Forget(AttemptId attempt);
}
