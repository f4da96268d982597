using Hud.Actors.Protocol;
using Microsoft.Extensions.Logging;

namespace Hud.Node;

internal static partial class NodeServiceLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} is part of the cluster")]
    public static partial void Joined(ILogger log, NodeId node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The actor system is rebuilt: {Why}")]
    public static partial void Lost(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The actor system did not start, will try again")]
    public static partial void NotStarted(ILogger log, Exception cause);
}
