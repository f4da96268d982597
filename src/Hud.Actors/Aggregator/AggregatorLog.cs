using Microsoft.Extensions.Logging;

namespace Hud.Actors.Aggregator;

internal static partial class AggregatorLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Tables in {Folder} not written, will try again: {Reason}")]
    public static partial void NotWritten(ILogger log, string folder, string reason);
}
