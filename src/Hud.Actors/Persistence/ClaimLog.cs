using Microsoft.Extensions.Logging;

namespace Hud.Actors.Persistence;

internal static partial class ClaimLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The session that holds {Journal} ended; taking it again")]
    public static partial void SessionLost(ILogger log, JournalAddress journal);
}
