using Microsoft.Extensions.Logging;

namespace Hud.Actors.Nodes;

internal static partial class NodeLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Draining: {Attempts} attempts checkpoint and leave")]
    public static partial void Draining(ILogger log, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cluster gives this node no work: {Reason}")]
    public static partial void Refused(ILogger log, string reason);
}
