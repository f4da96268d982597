using Microsoft.Extensions.Logging;

namespace Hud.Node;

/// <summary>A log that outlives the host that writes to it.</summary>
internal sealed class SharedLog(ILoggerProvider log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => log.CreateLogger(categoryName);

    public void Dispose()
    {
        // It belongs to whoever made it.
    }
}
