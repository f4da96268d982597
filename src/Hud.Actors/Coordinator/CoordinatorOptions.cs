namespace Hud.Actors.Coordinator;

/// <summary>How patient the coordinator is.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>Losses (crash, disk full, error, lost node) after which a trial fails, at least 1.</summary>
    public int MaxStrikes { get; init; } = 3;

    /// <summary>Silence after which an attempt is taken away from its node. Longer than any cluster hiccup: a node
    /// that was only cut off re-attaches.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Wait before the second attempt; doubles with every strike.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>At most one checkpoint marker per trial in this time goes into the journal.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Period of lease checks and resends.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events between snapshots.</summary>
    public int SnapshotEvery { get; init; } = 1000;

    /// <summary>Most events in one commit.</summary>
    public int MaxBatch { get; init; } = 500;
}
