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
}
