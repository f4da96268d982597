using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>What people ask of a cluster.</summary>
public static partial class CoordinatorProtocol
{
    // Commands: answered by CommandDone or CommandRefused; a repeat with the same id changes nothing.

    public interface IOperatorCommand : ICoordinatorCommand
    {
        CommandId Command { get; }
    }

    /// <summary>Starts none of its trials until <see cref="ResumeExperiment"/>; running ones go on to their end, and
    /// trials that another experiment wants too are started for that one.</summary>
    public sealed record PauseExperiment(CommandId Command, string Experiment) : IOperatorCommand;

    public sealed record ResumeExperiment(CommandId Command, string Experiment) : IOperatorCommand;

    /// <summary>Stops what only this experiment wants. What is recorded stays; submitting it again continues it.</summary>
    public sealed record CancelExperiment(CommandId Command, string Experiment) : IOperatorCommand;

    /// <param name="Priority"><see cref="ExperimentTerms.LowestPriority"/> to <see cref="ExperimentTerms.HighestPriority"/>.
    /// </param>
    public sealed record PrioritiseExperiment(CommandId Command, string Experiment, int Priority) : IOperatorCommand;

    /// <summary>Tries a failed or waiting trial again, at once and with a fresh retry budget; also a diverged one.</summary>
    /// <param name="Trial">Its key or enough of its first digits.</param>
    public sealed record RetryTrial(CommandId Command, string Trial) : IOperatorCommand;

    /// <summary>The node gets nothing new until <see cref="UndrainNode"/>, also after it or the coordinator was restarted.
    /// </summary>
    /// <param name="StopAttempts">What runs there checkpoints and moves elsewhere, instead of going on to its end.</param>
    public sealed record DrainNode(CommandId Command, NodeId Node, bool StopAttempts) : IOperatorCommand;

    public sealed record UndrainNode(CommandId Command, NodeId Node) : IOperatorCommand;

    /// <summary>The node gets nothing new until <see cref="ReleaseNode"/>; what it computes goes on to its end.</summary>
    /// <param name="Reason">For people; null for none.</param>
    public sealed record QuarantineNode(CommandId Command, NodeId Node, string? Reason) : IOperatorCommand;

    /// <summary>The trial counts as failed until <see cref="RetryTrial"/>; what runs of it is stopped.</summary>
    /// <param name="Trial">Its key or enough of its first digits.</param>
    /// <param name="Reason">For people; null for none.</param>
    public sealed record QuarantineTrial(CommandId Command, string Trial, string? Reason) : IOperatorCommand;

    /// <summary>Ends a quarantine; the node's present life is trusted without a canary.</summary>
    public sealed record ReleaseNode(CommandId Command, NodeId Node) : IOperatorCommand;

    // Events

    public sealed record ExperimentPaused(CommandId Command, string Experiment, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record ExperimentContinued(CommandId Command, string Experiment, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record ExperimentCancelled(CommandId Command, string Experiment, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record ExperimentPrioritised(
        CommandId Command, string Experiment, int Priority, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record TrialRetried(CommandId Command, TrialKey Trial, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record NodeDraining(
        CommandId Command, NodeId Node, bool StopAttempts, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record NodeUndrained(CommandId Command, NodeId Node, DateTimeOffset At) : ICoordinatorEvent;

    /// <param name="Trials">Those that speak against the node, where that is the cause: each keeps one strike of it.</param>
    public sealed record NodeQuarantined(
        NodeId Node, QuarantineCause Cause, string Reason, ImmutableArray<TrialKey> Trials,
        DateTimeOffset At) : ICoordinatorEvent
    {
        /// <summary>Of the person who wanted it; null when the coordinator did.</summary>
        public CommandId? Command { get; init; }
    }

    /// <param name="Command">Null when the coordinator itself saw that it had blamed the wrong one.</param>
    /// <param name="Incarnation">The life that is trusted from now on; null when none was in sight.</param>
    public sealed record NodeReleased(
        CommandId? Command, NodeId Node, Incarnation? Incarnation, string Why, DateTimeOffset At) : ICoordinatorEvent;

    /// <param name="Architecture">What the hash depends on besides the engine.</param>
    public sealed record CanaryPassed(
        NodeId Node, Incarnation Incarnation, string Architecture, string Hash, DateTimeOffset At) : ICoordinatorEvent;

    // Queries

    /// <summary>Answered by <see cref="NodesView"/>.</summary>
    public sealed record GetNodes : IHudMessage;

    /// <summary>What runs now, and where is it? Answered by <see cref="RunningView"/>.</summary>
    public sealed record GetRunning : IHudMessage;

    /// <summary>Why does the trial not run? Answered by <see cref="WhyAnswer"/> or <see cref="TrialUnknown"/>.</summary>
    /// <param name="Trial">Its key or enough of its first digits.</param>
    public sealed record GetWhy(string Trial) : IHudMessage;

    // Replies

    /// <param name="Message">What changed, for people.</param>
    public sealed record CommandDone(CommandId Command, string Message) : IHudMessage;

    /// <param name="Reason">For people; nothing changed.</param>
    public sealed record CommandRefused(CommandId Command, string Reason) : IHudMessage
    {
        /// <summary>There is nothing of the name that was given.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Unknown { get; init; }
    }

    /// <param name="Nodes">By name: in sight, or remembered by coordinator or journal.</param>
    public sealed record NodesView(ImmutableArray<NodeView> Nodes) : IHudMessage;

    /// <param name="Attempts">Those that hold a lease, longest first.</param>
    public sealed record RunningView(ImmutableArray<RunningAttemptView> Attempts) : IHudMessage;

    /// <param name="Progress">What was heard last; null when nothing was since the coordinator started.</param>
    public sealed record RunningAttemptView(
        AttemptId Attempt, string? Experiment, NodeId Node, string Slot, DateTimeOffset Since, ChildProgress? Progress);

    /// <param name="Sentence">Where the trial stands and what it waits for.</param>
    public sealed record WhyAnswer(TrialKey Trial, TrialStatus Status, string Sentence) : IHudMessage;

    /// <param name="Reason">No such trial, or too few digits.</param>
    public sealed record TrialUnknown(string Trial, string Reason) : IHudMessage;
}
