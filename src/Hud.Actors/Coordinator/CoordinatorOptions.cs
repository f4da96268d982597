using Hud.Actors.Protocol;

namespace Hud.Actors.Coordinator;

/// <summary>How patient the coordinator is.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>Losses that speak against a trial (crash, disk full, error, timeout), without a further checkpoint in
    /// between, after which it fails; at least 1.</summary>
    public int MaxStrikes { get; init; } = 3;

    /// <summary>Losses of the node under a trial, without a further checkpoint in between, after which it fails: a trial
    /// may take its machine down with it. At least 1.</summary>
    public int MaxNodeLosses { get; init; } = 10;

    /// <summary>Silence after which an attempt is taken away from its node. Longer than any cluster hiccup: a node
    /// that was only cut off re-attaches.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The same for a node out of sight, where another node has nothing to do and could go on with the trial: sooner,
    /// at the price of work done twice when the node was only cut off. With all others busy nothing would be won.</summary>
    public TimeSpan Absence { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Longest attempt; a submission may say otherwise for its own. Null for no limit.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>An attempt that is alive but reports the same phase and step for longer is stopped. Longer than the longest
    /// step of any phase. Null to wait for ever.</summary>
    public TimeSpan? Stuck { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Wait before the second attempt; doubles with every strike.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Different trials that fail fast on one node, one after the other and nowhere else, after which the node
    /// gets nothing more; 0 for never.</summary>
    public int QuarantineAfter { get; init; } = 5;

    /// <summary>What "fast" means there, from the assignment.</summary>
    public TimeSpan FastLoss { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A node must pass a canary in each life before it gets work.</summary>
    public bool Canary { get; init; }

    /// <summary>How far a node's clock may be off.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The only engine whose results go into this cluster's tables.</summary>
    public EngineVersion Engine { get; init; } = EngineVersion.Own;

    /// <summary>At most one checkpoint marker per trial in this time goes into the journal.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Period of lease checks and resends.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events between snapshots.</summary>
    public int SnapshotEvery { get; init; } = 1000;

    /// <summary>Most events in one commit.</summary>
    public int MaxBatch { get; init; } = 500;

    /// <summary>Seed and node in one process: a person watches, and there is no other machine to prefer.</summary>
    public static CoordinatorOptions OneMachine { get; } = new() { QuarantineAfter = 0, Stuck = null };
}
