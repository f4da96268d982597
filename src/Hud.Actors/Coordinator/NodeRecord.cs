using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;

namespace Hud.Actors.Coordinator;

/// <summary>What the journal says of one node.</summary>
public sealed record NodeRecord
{
    public static NodeRecord Blank { get; } = new();

    /// <summary>Null while it may take work.</summary>
    public NodeDrain? Drain { get; init; }

    /// <summary>Null while it is trusted.</summary>
    public Quarantine? Quarantine { get; init; }

    /// <summary>The life in which it passed its canary, or was released by a person.</summary>
    public Incarnation? Cleared { get; init; }

    /// <summary>Attempts lost here, for whatever reason but being asked to stop.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Losses { get; init; }

    /// <summary>The last of them, for people; null before the first.</summary>
    public string? LastLoss { get; init; }

    /// <summary>Trials that failed fast here, one after the other without a success or a slow failure between, and that
    /// have not failed elsewhere.</summary>
    public ImmutableArray<TrialKey> FastLosses { get => field.IsDefault ? [] : field; init; } = [];
}

/// <param name="StopAttempts">Running attempts checkpoint and leave; otherwise they go on to their end.</param>
public sealed record NodeDrain(bool StopAttempts, DateTimeOffset Since);

public enum QuarantineCause { FastLosses, Canary, Person }

/// <param name="Reason">A sentence for people.</param>
public sealed record Quarantine(QuarantineCause Cause, string Reason, DateTimeOffset Since);
