namespace Hud.Chaos;

/// <summary>What can happen to a laboratory.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL of a node; its child finds out by itself.</summary>
    KillNode,

    /// <summary>SIGKILL of a node that stays away: the power cut.</summary>
    LoseNode,

    /// <summary>SIGKILL of the child that computes a trial.</summary>
    KillChild,

    /// <summary>SIGKILL of a seed.</summary>
    KillSeed,

    /// <summary>SIGSTOP of a node and its children for longer than the lease, then SIGCONT: the zombie.</summary>
    FreezeNode,

    /// <summary>SIGSTOP of a seed.</summary>
    FreezeSeed,

    /// <summary>A node hears nobody and nobody hears it.</summary>
    CutNode,

    /// <summary>A node hears, and is not heard.</summary>
    MuteNode,

    /// <summary>A node is heard, and hears nobody.</summary>
    DeafenNode,

    /// <summary>Half of the nodes are cut off.</summary>
    CutHalf,

    /// <summary>A seed is cut off.</summary>
    CutSeed,

    /// <summary>A fifth of all packets is lost everywhere.</summary>
    LosePackets,

    /// <summary>Every packet waits behind others on a slow line.</summary>
    SlowDown,

    /// <summary>A node's disk is full.</summary>
    FillNode,

    /// <summary>A seed's disk is full; a journal in a file lies on it.</summary>
    FillSeed,

    /// <summary>SIGTERM to a node.</summary>
    StopNode,

    /// <summary>SIGTERM to a seed.</summary>
    StopSeed,

    /// <summary>SIGTERM to all.</summary>
    StopAll,

    /// <summary>A node's clock is ten minutes ahead.</summary>
    JumpClock,

    /// <summary>A seed's clock is ten minutes ahead.</summary>
    JumpSeedClock,

    /// <summary>SIGKILL of the database server and its children.</summary>
    KillDatabase,

    /// <summary>The database server is stopped, and started again later.</summary>
    StopDatabase,

    /// <summary>SIGSTOP of the database server: it accepts, and never answers.</summary>
    FreezeDatabase,
}

/// <param name="At">After the start of the campaign.</param>
/// <param name="For">How long it lasts; zero for what happens at once.</param>
/// <param name="Number">Whom it hits: a node or a seed, counted from 0 and around.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan At, TimeSpan For, int Number)
{
    public TimeSpan End => At + For;

    public override string ToString() => For > TimeSpan.Zero
        ? $"{At.TotalSeconds,5:F0} s  {Kind} ({Number}) for {For.TotalSeconds:F0} s"
        : $"{At.TotalSeconds,5:F0} s  {Kind} ({Number})";
}
