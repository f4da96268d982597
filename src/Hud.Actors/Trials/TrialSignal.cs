using Hud.Actors.Coordinator;
using Hud.Experiments.Results;

namespace Hud.Actors.Trials;

/// <summary>What a runner says about one attempt.</summary>
public abstract record TrialSignal;

/// <summary>The attempt is at work.</summary>
public sealed record TrialMovedOn(ChildProgress Progress) : TrialSignal;

public sealed record TrialSaved(ChildCheckpoint Checkpoint) : TrialSignal;

/// <summary>For the node's own books; the coordinator does not hear of it.</summary>
public sealed record TrialSpent(ChildCost Cost) : TrialSignal;

/// <summary>The attempt's last word; sent once to each observer.</summary>
public abstract record TrialOutcome : TrialSignal;

public sealed record TrialSucceeded(TrialResult Result) : TrialOutcome;

/// <summary>The child gave up and said why.</summary>
public sealed record TrialGaveUp(ChildFailure Failure) : TrialOutcome;

/// <summary>The child ended without result or reason of its own.</summary>
public sealed record TrialEnded(LossReason Reason, string Detail) : TrialOutcome;
