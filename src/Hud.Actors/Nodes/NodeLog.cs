using Microsoft.Extensions.Logging;

namespace Hud.Actors.Nodes;

internal static partial class NodeLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Draining: {Attempts} attempts checkpoint and leave")]
    public static partial void Draining(ILogger log, int attempts);
}
