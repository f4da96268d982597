using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Actors.Coordinator;

/// <summary>What the coordinator takes, journals, answers and publishes.</summary>
public static partial class CoordinatorProtocol
{
    // Commands: every one may arrive twice, late or out of order.

    /// <summary>Answered by <see cref="ExperimentAccepted"/>. A known plan is continued: its unfinished trials get
    /// a fresh retry budget and failed ones, except the diverged, are tried again.</summary>
    public sealed record SubmitExperiment(CommandId Command, ExperimentPlan Plan) : ICoordinatorCommand
    {
        /// <summary>W3C traceparent of who asks; null where nobody traces.</summary>
        public string? Trace { get; init; }
    }

    /// <summary>A node says who it is and what it holds; repeated every few seconds. Answered by
    /// <see cref="NodeAnnounced"/> or <see cref="NodeRefused"/>.</summary>
    /// <param name="Draining">True when the node takes nothing new.</param>
    /// <param name="Holding">Attempts that run there or whose outcome was not acknowledged yet.</param>
    /// <param name="LastOrder">Highest order number seen by this incarnation, 0 before the first: tells an order that is
    /// still on its way from one that was forgotten.</param>
    /// <param name="Clock">The node's time.</param>
    public sealed record AnnounceNode(
        NodeId Node, Incarnation Incarnation, NodeOffer Offer, bool Draining,
        ImmutableArray<HeldAttempt> Holding, long LastOrder, DateTimeOffset Clock) : ICoordinatorCommand;

    public sealed record AcceptAttempt(AttemptId Attempt, NodeId Node) : ICoordinatorCommand;

    /// <summary>Renews the lease; not journaled.</summary>
    public sealed record ReportProgress(AttemptId Attempt, NodeId Node, ChildProgress Progress) : ICoordinatorCommand;

    /// <summary>Renews the lease; journaled at a bounded rate.</summary>
    public sealed record ReportCheckpoint(
        AttemptId Attempt, NodeId Node, ChildCheckpoint Checkpoint) : ICoordinatorCommand;

    /// <summary>Repeated until <see cref="ReportReceived"/> comes back.</summary>
    public sealed record ReportResult(AttemptId Attempt, NodeId Node, TrialResult Result) : ICoordinatorCommand;

    /// <summary>The trial itself gave up. Repeated until <see cref="ReportReceived"/> comes back.</summary>
    public sealed record ReportFailure(AttemptId Attempt, NodeId Node, ChildFailure Failure) : ICoordinatorCommand;

    /// <summary>The attempt ended without result or verdict. Repeated until <see cref="ReportReceived"/>.</summary>
    public sealed record ReportLoss(
        AttemptId Attempt, NodeId Node, LossReason Reason, string Detail) : ICoordinatorCommand;

    /// <summary>Answers <see cref="Nodes.NodeProtocol.RunCanary"/>; repeated as often as that is.</summary>
    public sealed record CanaryDone(NodeId Node, Incarnation Incarnation, CanaryOutcome Outcome) : ICoordinatorCommand;

    // Events: facts with their time inside, replayed for ever.

    /// <param name="Keys">Of the plan's trials, in their order. Kept, because a later build may key the same trial
    /// otherwise, and the journal must stay readable.</param>
    public sealed record ExperimentSubmitted(
        CommandId Command, ExperimentPlan Plan, ImmutableArray<TrialKey> Keys, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record ExperimentResumed(
        CommandId Command, string Experiment, DateTimeOffset At) : ICoordinatorEvent
    {
        /// <summary>Of the new submission; null leaves them as they are.</summary>
        public ExperimentTerms? Terms { get; init; }
    }

    /// <param name="Order">Counts all assignments ever made, from 1.</param>
    public sealed record TrialAssigned(
        AttemptId Attempt, NodeId Node, Incarnation Incarnation, string Slot, long Order,
        DateTimeOffset At) : ICoordinatorEvent
    {
        /// <summary>In whose name; null in old journals.</summary>
        public string? Experiment { get; init; }
    }

    public sealed record CheckpointMarked(
        AttemptId Attempt, ChildCheckpoint Checkpoint, DateTimeOffset At) : ICoordinatorEvent;

    public sealed record AttemptLost(
        AttemptId Attempt, LossReason Reason, string Detail, DateTimeOffset At) : ICoordinatorEvent
    {
        /// <summary>So soon after the assignment that the node may be to blame.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Fast { get; init; }
    }

    /// <param name="Attempt">The trial's latest; number 0 when it had none.</param>
    public sealed record TrialFailed(
        AttemptId Attempt, ChildFailure Failure, DateTimeOffset At) : ICoordinatorEvent
    {
        /// <summary>Of the person who set the trial aside; null when it failed by itself.</summary>
        public CommandId? Command { get; init; }
    }

    public sealed record ResultRecorded(
        AttemptId Attempt, TrialResult Result, DateTimeOffset At) : ICoordinatorEvent;

    // Queries

    /// <summary>Answered by <see cref="ExperimentView"/> or <see cref="ExperimentUnknown"/>.</summary>
    public sealed record GetExperiment(string Experiment) : IHudMessage;

    /// <summary>A part of an experiment, however large it is. Answered by <see cref="TrialRows"/> or
    /// <see cref="ExperimentUnknown"/>.</summary>
    /// <param name="First">Trials to leave out before, from 0.</param>
    /// <param name="Most">At most so many trials, and at most <see cref="Limit"/>.</param>
    /// <param name="BusyFirst">Trials that run, then failed, then waiting ones, then the rest; otherwise in plan order.</param>
    public sealed record GetTrials(string Experiment, int First, int Most, bool BusyFirst) : IHudMessage
    {
        public const int Limit = 10_000;
    }

    /// <summary>As <see cref="GetExperiment"/>, then <see cref="TrialChanged"/> and <see cref="TrialMoved"/> until the
    /// subscriber stops. Watch the answer's sender: when it stops, subscribe again.</summary>
    public sealed record Subscribe(string Experiment) : IHudMessage;

    /// <summary>Answered by <see cref="ExperimentList"/>.</summary>
    public sealed record ListExperiments : IHudMessage;

    /// <summary>Are you there? Answered by <see cref="CoordinatorStanding"/>.</summary>
    public sealed record GetStanding : IHudMessage;

    // Replies

    public sealed record ExperimentAccepted(
        CommandId Command, string Experiment, int Trials, int Recorded, int Failed) : IHudMessage;

    public sealed record NodeAnnounced(NodeId Node, Incarnation Incarnation) : IHudMessage;

    /// <summary>The node gets no work.</summary>
    /// <param name="Reason">Says what to do about it.</param>
    public sealed record NodeRefused(NodeId Node, Incarnation Incarnation, string Reason) : IHudMessage;

    /// <summary>The outcome is on disk, or was superseded and counted: the node may forget the attempt.</summary>
    public sealed record ReportReceived(AttemptId Attempt, bool Superseded) : IHudMessage;

    public sealed record ExperimentUnknown(string Experiment) : IHudMessage;

    /// <param name="Trials">In plan order.</param>
    public sealed record ExperimentView(ExperimentPlan Plan, ImmutableArray<TrialView> Trials) : IHudMessage
    {
        /// <summary>As they are now; null for the defaults.</summary>
        public ExperimentTerms? Terms { get; init; }

        public bool Paused { get; init; }

        public bool Cancelled { get; init; }
    }

    /// <param name="Summary">Of the whole experiment.</param>
    public sealed record TrialRows(ExperimentSummary Summary, ImmutableArray<TrialRow> Trials) : IHudMessage;

    /// <param name="Experiments">By plan id.</param>
    public sealed record ExperimentList(ImmutableArray<ExperimentSummary> Experiments) : IHudMessage;

    public sealed record CoordinatorStanding(int Experiments, int Trials) : IHudMessage;

    // Published

    public sealed record TrialChanged(string Experiment, TrialView Trial) : IHudMessage;

    public sealed record TrialMoved(string Experiment, AttemptId Attempt, ChildProgress Progress) : IHudMessage;
}
