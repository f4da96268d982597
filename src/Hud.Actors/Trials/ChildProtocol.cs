using System.Text.Json.Serialization;
using Hud.Experiments.Results;

namespace Hud.Actors.Trials;

/// <summary>The five phases of an attempt, in order.</summary>
public enum TrialPhase { Prepare, Train, Sample, Evaluate, Draw }

/// <summary>What a trial's child process says: one JSON object a line on standard output, nothing else there.
/// Its standard input is its lifeline: end of file means "leave with a last checkpoint"; the lines
/// <c>checkpoint</c> and <c>stop</c> (checkpoint, then exit 130) are the only commands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ChildProgress), "progress")]
[JsonDerivedType(typeof(ChildCheckpoint), "checkpoint")]
[JsonDerivedType(typeof(ChildCost), "cost")]
[JsonDerivedType(typeof(ChildResult), "result")]
[JsonDerivedType(typeof(ChildFailure), "failure")]
[JsonDerivedType(typeof(ChildCanary), "canary")]
public abstract record ChildMessage;

/// <param name="Step">Finished units of the phase (optimiser steps, images, ...), 0 .. <paramref name="Of"/>.</param>
/// <param name="Loss">Running training loss; null outside training.</param>
/// <param name="SecondsLeft">Estimate for the whole attempt; null while unknown.</param>
public sealed record ChildProgress(
    TrialPhase Phase, long Step, long Of, double? Loss, double? SecondsLeft) : ChildMessage;

/// <param name="File">Relative to the trial's folder.</param>
public sealed record ChildCheckpoint(TrialPhase Phase, long Step, string File, string Sha256) : ChildMessage;

/// <summary>What the checkpoint that follows cost.</summary>
/// <param name="Seconds">For which training stood still.</param>
/// <param name="Bytes">Size of its file.</param>
public sealed record ChildCost(double Seconds, long Bytes) : ChildMessage;

public sealed record ChildResult(TrialResult Result) : ChildMessage;

/// <summary>All that a child says that was started to compute the canary.</summary>
/// <param name="Expected">What the engine knows of such machines; null when it knows nothing.</param>
public sealed record ChildCanary(string Architecture, string Hash, string? Expected) : ChildMessage;

/// <summary>Why a child gave up of its own accord.</summary>
public enum FailureKind
{
    /// <summary>A loss, weight or sample became NaN or infinite: retrying the same seed would do the same.</summary>
    Diverged,

    /// <summary>Bad input found late (scene changed since planning, checkpoint unreadable).</summary>
    BadInput,

    /// <summary>No space left: nothing was lost, a retry continues.</summary>
    DiskFull,

    /// <summary>Anything else.</summary>
    Error,
}

/// <param name="Step">Training step at which it happened, null outside training.</param>
public sealed record ChildFailure(FailureKind Kind, string Message, long? Step, long Seed) : ChildMessage;
