namespace Hud.Actors.Coordinator;

/// <summary>Why an attempt ended without a result.</summary>
public enum LossReason
{
    /// <summary>Asked to checkpoint and leave; does not count against the retry budget.</summary>
    Stopped,

    /// <summary>The child ended by a signal or an unknown exit code.</summary>
    Crashed,

    /// <summary>No space left on the device.</summary>
    DiskFull,

    /// <summary>The child reported an error that a retry may cure.</summary>
    Error,

    /// <summary>The node's process is a new one and no longer has the attempt.</summary>
    NodeRestarted,

    /// <summary>Nothing was heard of the attempt for longer than its lease.</summary>
    LeaseExpired,

    /// <summary>The node could not read what the trial needs; another one may.</summary>
    BadInput,

    /// <summary>It ran longer than the trial timeout.</summary>
    TimedOut,

    /// <summary>It was alive and came no further.</summary>
    Stuck,
}

internal static class LossReasons
{
    /// <summary>Speaks against the trial (or the node's set-up), not only against the machine's health.</summary>
    public static bool IsStrike(this LossReason reason) =>
        reason is not (LossReason.Stopped or LossReason.NodeRestarted or LossReason.LeaseExpired);

    public static string Words(this LossReason reason) => reason switch
    {
        LossReason.Stopped => "was stopped",
        LossReason.Crashed => "crashed",
        LossReason.DiskFull => "found the disk full",
        LossReason.NodeRestarted => "was lost with its node",
        LossReason.LeaseExpired => "fell silent",
        LossReason.BadInput => "could not read its input",
        LossReason.TimedOut => "took too long",
        LossReason.Stuck => "came no further",
        _ => "failed",
    };
}
