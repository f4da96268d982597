using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Processes;

internal static partial class SpoolLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Outcome of {Attempt} is in memory only: {Reason}")]
    public static partial void NotKept(ILogger log, AttemptId attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Acknowledged outcome of {Attempt} not deleted: {Reason}")]
    public static partial void NotDropped(ILogger log, AttemptId attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spooled outcome {File} is passed over: {Reason}")]
    public static partial void Unreadable(ILogger log, string file, string reason);
}
