using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Seed.History;

namespace Hud.Seed.Http;

/// <summary>Some of an experiment's trials, in plan order.</summary>
/// <param name="Next">Cursor of the next page; null after the last.</param>
public sealed record TrialPage(ImmutableArray<TrialLine> Trials, string? Next);

/// <param name="Settings">Values of the experiment's swept settings.</param>
/// <param name="Status">pending, running, recorded, failed or cancelled.</param>
/// <param name="Attempt">Latest attempt's number, 0 before the first.</param>
/// <param name="Node">Who runs it; null when nobody does.</param>
/// <param name="Note">What happened last; null when nothing did.</param>
public sealed record TrialLine(
    string Key, string Method, string Scene, long Seed, ImmutableSortedDictionary<string, string> Settings, TrialStatus Status,
    int Attempt, string? Node, string? Note);

/// <summary>Attempts in order of assignment.</summary>
/// <param name="Next">Cursor of the next page; null after the last.</param>
public sealed record AttemptPage(ImmutableArray<AttemptDocument> Attempts, string? Next);

/// <param name="Trial">The trial's key.</param>
/// <param name="Experiment">In whose name it was handed out; null in old journals.</param>
/// <param name="Slot">The node's device.</param>
/// <param name="Reason">Why it was lost, in one word; null for any other end.</param>
/// <param name="Checkpoint">The last one marked; null before the first.</param>
/// <param name="LostSeconds">Device seconds that a loss cost; null for any other end.</param>
public sealed record AttemptDocument(
    string Trial, int Number, string? Experiment, string Method, string Scene, long Seed, string Node, string Slot,
    DateTimeOffset Started, DateTimeOffset? Ended, AttemptEnd End, string? Reason, string? Detail, CheckpointDocument? Checkpoint,
    double? LostSeconds);

public sealed record CheckpointDocument(TrialPhase Phase, long Step, DateTimeOffset At);

/// <summary>All about one trial.</summary>
/// <param name="Why">Where it stands and what it waits for.</param>
/// <param name="Files">What <c>/api/trials/KEY/files/NAME</c> has.</param>
public sealed record TrialDetail(
    string Key, TrialSpec Spec, ImmutableArray<string> Experiments, TrialStatus Status, string Why,
    ImmutableArray<AttemptDocument> Attempts, TrialResult? Result, FailureDocument? Failure, ImmutableArray<string> Files);

public sealed record FailureDocument(FailureKind Kind, string Message, long? Step);

/// <summary>Training loss by step.</summary>
/// <param name="Points">Step, loss, running loss; thinned to at most <see cref="TrialShelf.MostPoints"/>.</param>
public sealed record Curve(ImmutableArray<double[]> Points);

public sealed record LogTail(ImmutableArray<string> Lines);

public sealed record FigureList(ImmutableArray<string> Figures);

/// <summary>What is running now, with where it is.</summary>
public sealed record RunningDocument(ImmutableArray<RunningAttempt> Attempts);

/// <param name="SecondsLeft">Estimate for the whole attempt; null while unknown.</param>
public sealed record RunningAttempt(
    string Trial, int Number, string? Experiment, string Node, string Slot, DateTimeOffset Since, TrialPhase? Phase, long? Step, long? Of,
    double? Loss, double? SecondsLeft);

/// <summary>A change as an event's data; its place in the journal is the event's id.</summary>
public sealed record ChangeDocument(
    string Kind, DateTimeOffset At, string? Experiment, string? Trial, int? Attempt, string? Node, string? Detail);
