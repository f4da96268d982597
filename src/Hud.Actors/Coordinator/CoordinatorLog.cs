using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;

namespace Hud.Actors.Coordinator;

internal static partial class CoordinatorLog
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Coordinator ready: {Events} events, {Experiments} experiments, {Trials} trials")]
    public static partial void Recovered(ILogger log, long events, int experiments, int trials);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Experiment} was submitted: {Trials} trials")]
    public static partial void Submitted(ILogger log, string experiment, int trials);

    [LoggerMessage(Level = LogLevel.Information, Message = "Trial {Attempt} is {Status} ({Note})")]
    public static partial void TrialChanged(ILogger log, AttemptId attempt, TrialStatus status, string? note);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} is here")]
    public static partial void NodeSeen(ILogger log, NodeId node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} is out of sight; its leases go on")]
    public static partial void NodeGone(ILogger log, NodeId node);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Report} of a superseded attempt ignored ({Stale} so far)")]
    public static partial void StaleReport(ILogger log, string report, long stale);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {SequenceNumber} could not be journaled")]
    public static partial void PersistFailed(ILogger log, long sequenceNumber, Exception cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be read")]
    public static partial void RecoveryFailed(ILogger log, Exception cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Snapshot not saved; the journal alone still suffices")]
    public static partial void SnapshotFailed(ILogger log, Exception cause);
}
