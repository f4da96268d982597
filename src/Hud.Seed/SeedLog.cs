using Microsoft.Extensions.Logging;

namespace Hud.Seed;

internal static partial class SeedLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "HTTPS: {What}")]
    public static partial void Certificate(ILogger log, string what);
}
